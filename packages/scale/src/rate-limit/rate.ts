import { readDuration } from '@typhoon/core/internal';

/** How much in which time: `'10/s'`, `'1000/h'`, `'100/15m'`. */
export type RateText = `${number}/${string}`;

/** The same, read. */
export interface Rate {
  readonly text: string;
  /** How many. */
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
}

/** '100/15m' → { limit: 100, window: 900_000 }. Undefined for what is no rate: a limit is a whole number from 1. */
export function readRate(text: unknown): Rate | undefined {
  const [, count = '', span = ''] = /^(\d{1,9})\/(.+)$/.exec(String(text)) ?? [];
  const window = readDuration(/^\d/.test(span) ? span : `1${span}`);
  const limit = Number(count);
  return window === undefined || window <= 0 || limit < 1 ? undefined : { text: String(text), limit, window };
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
] as const;

/** { limit: 10, window: 1_000, text: '10/s' } → '10 per second' */
export function formatRate({ limit, window }: Rate): string {
  const [unit, size] = UNITS.find(([, milliseconds]) => window % milliseconds === 0) ?? ['millisecond', 1];
  const count = window / size;
  return `${limit} per ${count === 1 ? unit : `${count} ${unit}s`}`;
}
