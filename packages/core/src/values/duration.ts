/** A span of time: milliseconds, or a number with its unit, `'10s'`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Undefined for what is no span of time, or a negative one.
 *
 * '10s' → 10_000; '-1s' → undefined
 */
export function readDuration(duration: unknown): number | undefined {
  if (typeof duration === 'number') return duration >= 0 && Number.isFinite(duration) ? duration : undefined;
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(duration)) ?? [];
  const factor = UNITS[unit];
  return factor === undefined ? undefined : Number(count) * factor;
}

/** The same, for calls: @throws RangeError for what is no span of time. */
export function toMilliseconds(duration: Duration): number {
  const read = readDuration(duration);
  if (read === undefined) throw new RangeError(`A span of time is expected, like 10_000 (milliseconds) or '10s', but got '${String(duration)}'.`);
  return read;
}
