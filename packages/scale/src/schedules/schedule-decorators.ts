import { writeWork } from '@typhoon/core/internal';
import type { Duration } from '@typhoon/core/internal';

/** What holds for every schedule. */
export interface ScheduleOptions {
  /** What logs and claims know it by. Renaming a class changes the default: 'Cleanup.sweep'. */
  readonly name?: string;
  /** A random wait of up to so long before each run, so that many do not begin at once. Default: none. */
  readonly jitter?: Duration;
  /** Whether a run may begin while one is still under way, here or in another process. Default: false, the run is left out. */
  readonly overlap?: boolean;
  /** Whether every process runs it, as for what is kept in memory. Default: false, one process runs it at each time. */
  readonly perProcess?: boolean;
}

/** Options of `@Cron`. */
export interface CronOptions extends ScheduleOptions {
  /** Whose clock the text means: 'Europe/Berlin'. Default: 'UTC'. */
  readonly timezone?: string;
}

/** What a decorator recorded: a text of cron, or a span of time. */
export type ScheduleRecord =
  | { readonly by: 'cron'; readonly text: string; readonly options: CronOptions }
  | { readonly by: 'every'; readonly period: Duration; readonly options: ScheduleOptions };

export const SCHEDULE = 'schedule';

/** A decorator of a method, whose parameters are dependencies: `@Depends(…)`. */
export type ScheduleDecorator = <TFunction extends (...args: never[]) => unknown>(
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<TFunction>,
) => void;

/**
 * Calls a method at the times of a cron text: minute, hour, day of the month, month, day of the week; a first of six fields
 * is the second. The class stands in `createApp({ schedules: [Cleanup] })`.
 *
 * A run that takes longer than the time between two leaves the next one out: nothing piles up. What it throws is logged.
 * On one Redis, or under `typhoon start --workers`, one process runs it at each time. A time that the process misses by more
 * than a minute is left out.
 *
 * @see https://croner.56k.guru/usage/pattern/
 * @example @Cron('30 4 * * MON-FRI', { timezone: 'Europe/Berlin', jitter: '1m' }) async sweep(@Depends(transaction) tx: Transaction) { await tx.deleteOld(); }
 */
export function Cron(text: string, options: CronOptions = {}): ScheduleDecorator {
  return record({ by: 'cron', text, options });
}

/**
 * Calls a method once in every span of time, as Tornado's `PeriodicCallback` does. The times are whole multiples of the span
 * since 1970 in UTC, the same in all processes and after each restart: '10s' is at :00, :10, :20; '24h' is at midnight.
 *
 * Otherwise it is as `@Cron`.
 *
 * @param period `'10s'`, or milliseconds.
 * @example @Every('10s') async refresh() { this.rates = await this.bank.readRates(); }
 */
export function Every(period: Duration, options: ScheduleOptions = {}): ScheduleDecorator {
  return record({ by: 'every', period, options });
}

function record(schedule: ScheduleRecord): ScheduleDecorator {
  return (target, key) => {
    writeWork(target, { kind: SCHEDULE, key, options: schedule });
  };
}
