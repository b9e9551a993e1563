/** Up to where a process takes requests. Each limit counts that is given; there is none by default. */
export interface OverloadOptions {
  /** Milliseconds by which the event loop may be late on average: 100 to 1,000 for most applications. */
  readonly maxEventLoopDelay?: number;
  /** The part of the time in which it may be busy: above 0, up to 1. 0.98 is about as much as there is. */
  readonly maxEventLoopUtilization?: number;
  /** Bytes of the heap: below what `--max-old-space-size` allows. */
  readonly maxHeapUsed?: number;
  /** Bytes of the process: below what its container allows. */
  readonly maxRss?: number;
  /** Seconds after which clients are told to try again. Default: 10. */
  readonly retryAfter?: number;
  /** Milliseconds between two measurements. Default: 1,000. */
  readonly interval?: number;
}

/** What of the load is over its limit, in words; undefined for nothing. */
export function findOverload(load: { readonly [name: string]: unknown }, options: OverloadOptions): string | undefined {
  for (const [option, name] of LIMITS) {
    const limit = options[option];
    if (limit !== undefined && (load[name] as number) > limit) return `${name} is ${String(load[name])}, and the limit ${limit}`;
  }
  return undefined;
}

const LIMITS = [
  ['maxEventLoopDelay', 'eventLoopDelay'],
  ['maxEventLoopUtilization', 'eventLoopUtilization'],
  ['maxHeapUsed', 'heapUsed'],
  ['maxRss', 'rss'],
] as const;

/** What is wrong with options, in the words of an option's rule; undefined where nothing is. */
export function findOverloadMistake(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null) return 'expects limits, { maxEventLoopDelay: 500 }';
  const known = [...LIMITS.map(([option]) => option as string), 'retryAfter', 'interval'];
  for (const [name, value] of Object.entries(options)) {
    if (!known.includes(name)) return `knows no '${name}'; write one of ${known.join(', ')}`;
    const isNumber = typeof value === 'number' && value > 0 && (name !== 'maxEventLoopUtilization' || value <= 1);
    if (!isNumber) return `expects of '${name}' a number above 0${name === 'maxEventLoopUtilization' ? ', up to 1' : ''}, but got ${JSON.stringify(value)}`;
  }
  if (!LIMITS.some(([option]) => option in options)) return `names no limit; add one of ${known.slice(0, LIMITS.length).join(', ')}`;
  return undefined;
}
