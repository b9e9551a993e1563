import { readDuration, readWork, toMilliseconds } from '@typhoon/core/internal';
import type { Duration, ProblemList, WorkRecord } from '@typhoon/core/internal';
import { SCHEDULE } from './schedule-decorators.js';
import type { ScheduleRecord } from './schedule-decorators.js';
import { readCronTimes, readPeriodicTimes } from './schedule-times.js';
import type { ScheduleTimes } from './schedule-times.js';

/** A class with methods that are due at times, whatever its constructor takes. */
export type ScheduledClass = abstract new (...args: never[]) => object;

/** A schedule, ready to be kept. */
export interface ScheduleDefinition {
  readonly name: string;
  /** 'Cleanup.sweep' */
  readonly place: string;
  readonly owner: ScheduledClass;
  readonly key: string;
  /** '30 4 * * *', or 'every 10s' */
  readonly text: string;
  readonly times: ScheduleTimes;
  /** Milliseconds. */
  readonly jitter: number;
  readonly overlap: boolean;
  readonly perProcess: boolean;
}

/** The schedules of classes, in their order. Mistakes go to `problems`. */
export function describeSchedules(classes: readonly ScheduledClass[], problems: ProblemList): readonly ScheduleDefinition[] {
  const found = classes.flatMap((target, index) => describeClass(target, index, problems));
  const names = new Map<string, ScheduleDefinition>();
  for (const schedule of found) {
    const other = names.get(schedule.name);
    names.set(schedule.name, schedule);
    if (other === undefined) continue;
    const both = other.place === schedule.place ? 'stands under two decorators, or its class in the list twice' : `has the name of ${other.place}`;
    problems.add('TYPHOON_ERR_SCHEDULE_INVALID', schedule.place, `${both}: '${schedule.name}'. Give one of them another: { name: '…' }.`);
  }
  return found;
}

function describeClass(target: ScheduledClass, index: number, problems: ProblemList): readonly ScheduleDefinition[] {
  if (typeof target !== 'function') {
    const place = `schedules[${index}]`;
    problems.add(
      'TYPHOON_ERR_SCHEDULE_INVALID',
      place,
      `expects a class with @Cron or @Every on its methods, but got ${typeof target}. Name the class itself.`,
    );
    return [];
  }
  const name = target.name === '' ? `schedules[${index}]` : target.name;
  for (const { key } of readWork(target, SCHEDULE)) {
    problems.add('TYPHOON_ERR_SCHEDULE_INVALID', `${name}.${key}`, "stands on a static method, but it is called on an instance. Remove 'static'.");
  }
  const records = readWork(target.prototype as object, SCHEDULE);
  if (records.length === 0) {
    problems.add('TYPHOON_ERR_SCHEDULE_INVALID', name, "is listed in 'schedules' but has no @Cron(…) or @Every(…) on a method. Add one, or take it away.");
  }
  return records.flatMap((record) => describeSchedule(target, record, problems) ?? []);
}

function describeSchedule(owner: ScheduledClass, { key, options }: WorkRecord, problems: ProblemList): ScheduleDefinition | undefined {
  const place = `${owner.name}.${key}`;
  const schedule = options as ScheduleRecord;
  if (typeof (owner.prototype as Record<string, unknown>)[key] !== 'function') {
    problems.add('TYPHOON_ERR_SCHEDULE_INVALID', place, `stands on what is no method. Write '${key}() { … }' below the decorator.`);
    return undefined;
  }
  const { name = place, jitter = 0, overlap = false, perProcess = false } = schedule.options;
  const times = schedule.by === 'cron' ? readCronTimes(schedule.text, schedule.options) : readPeriodicTimes(schedule.period);
  const mistake = typeof times === 'string' ? times : (findNameMistake(name, place) ?? findJitterMistake(jitter, times));
  if (typeof times === 'string' || mistake !== undefined) {
    problems.add('TYPHOON_ERR_SCHEDULE_INVALID', place, mistake ?? '');
    return undefined;
  }
  const text = schedule.by === 'cron' ? schedule.text : `every ${schedule.period}`;
  return { name, place, owner, key, text, times, jitter: toMilliseconds(jitter), overlap, perProcess };
}

function findNameMistake(name: unknown, place: string): string | undefined {
  if (typeof name === 'string' && name !== '') return undefined;
  return `has the name '${String(name)}', where a text is expected. Leave it out for '${place}'.`;
}

function findJitterMistake(jitter: Duration, times: ScheduleTimes): string | undefined {
  const wait = readDuration(jitter);
  if (wait === undefined) return `has the jitter '${jitter}', which is no span of time. Write '30s', or milliseconds.`;
  const now = Date.now();
  const next = times.after(now) ?? now;
  const between = (times.after(next) ?? Number.POSITIVE_INFINITY) - next;
  return wait < between ? undefined : `has a jitter of ${jitter}, but is due again after ${between} ms. Make the jitter shorter than that.`;
}
