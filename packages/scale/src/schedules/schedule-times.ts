import { createRequire } from 'node:module';
import type * as croner from 'croner';
import { readDuration } from '@typhoon/core/internal';

/** When a schedule is due. All processes come to the same times, whenever they were started. */
export interface ScheduleTimes {
  /** The first time after another, in milliseconds since 1970; undefined where there is none any more. */
  readonly after: (time: number) => number | undefined;
}

/** The times of a cron text, or what is wrong with it, as a sentence. */
export function readCronTimes(text: unknown, { timezone = 'UTC' }: { readonly timezone?: unknown }): ScheduleTimes | string {
  if (!isTimezone(timezone)) return `names the time zone '${String(timezone)}', which is none. Write one like 'Europe/Berlin', or 'UTC'.`;
  if (typeof text !== 'string' || !FIELDS.test(text.trim())) {
    return `has the cron text '${String(text)}', where five fields are expected, or six with seconds. Write one like '*/5 * * * *' (every five minutes).`;
  }
  try {
    const cron = new (loadCroner().Cron)(text, { timezone: timezone as string, paused: true });
    const times: ScheduleTimes = { after: (time) => cron.nextRun(new Date(time))?.getTime() };
    if (times.after(Date.now()) === undefined) return `has the cron text '${text}', which is never due. Correct its day, its month or its year.`;
    return times;
  } catch (error) {
    const reason = (error as Error).message.replace(/^CronPattern: /, '');
    return `has the cron text '${text}', which cannot be read: ${reason.replace(/\.?$/, '.')} Write one like '*/5 * * * *' (every five minutes).`;
  }
}

/** The multiples of a span of time, or what is wrong with it, as a sentence. */
export function readPeriodicTimes(period: unknown): ScheduleTimes | string {
  const milliseconds = readDuration(period);
  if (milliseconds === undefined || milliseconds < 1) {
    return `has the span '${String(period)}', where one of a millisecond or more is expected. Write '10s', '5m', '1h', or milliseconds.`;
  }
  return { after: (time) => (Math.floor(time / milliseconds) + 1) * milliseconds };
}

/** Five fields to seven, or a nickname. A date is none: what is due once is over after the next start. */
const FIELDS = /^(?:@[a-z]+|\S+(?:\s+\S+){4,6})$/i;

function isTimezone(name: unknown): boolean {
  if (typeof name !== 'string' || name === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format();
    return true;
  } catch {
    return false;
  }
}

/** At once, since mistakes are found when the application is made; and only where there is a cron text. */
function loadCroner(): typeof croner {
  return createRequire(import.meta.url)('croner') as typeof croner;
}
