import { ProblemList, assertAppOption } from '@typhoon/core/internal';
import type { OptionRule, OptionRules } from '@typhoon/core/internal';

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

/** @throws BootError (TYPHOON_ERR_APP_OPTIONS) for what is no limit, and where none is given. */
export function assertOverloadOptions(options: OverloadOptions): void {
  const given = Object(options) as OverloadOptions;
  assertAppOption('overload', given, RULES);
  if (LIMITS.some(([option]) => given[option] !== undefined)) return;
  const problems = new ProblemList();
  const limits = LIMITS.map(([option]) => option).join("', '");
  problems.add('TYPHOON_ERR_APP_OPTIONS', "createApp(), option 'overload'", `there is no limit. Give one or more of '${limits}'.`);
  problems.assertNone();
}

const above: OptionRule = { accepts: (value) => typeof value === 'number' && value > 0, expected: 'a number above 0' };

const RULES: OptionRules<OverloadOptions> = {
  maxEventLoopDelay: above,
  maxEventLoopUtilization: { accepts: (value) => typeof value === 'number' && value > 0 && value <= 1, expected: 'a number above 0, up to 1' },
  maxHeapUsed: above,
  maxRss: above,
  retryAfter: above,
  interval: above,
};
