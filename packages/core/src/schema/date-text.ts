/**
 * Dates and times as RFC 3339 writes them, checked against the calendar. Each function returns what is wrong, in
 * the words pydantic uses, or undefined.
 *
 * @see RFC 3339 §5.6, §5.7
 */

const TOO_SHORT = 'input is too short';
const EXTRA = 'unexpected extra characters at the end of the input';
const SEPARATOR = 'invalid time separator, expected `:`';
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const DATE_LENGTH = 10;
const CLOCK_LENGTH = 8;

/** Whether the offset from UTC has to be there, may be, or must not. */
export type OffsetRule = 'required' | 'optional' | 'none';

/** '2024-02-29' */
export function findDateProblem(text: string): string | undefined {
  return findDatePartProblem(text) ?? (text.length > DATE_LENGTH ? EXTRA : undefined);
}

/** '15:30', '15:30:00', '15:30:00.5Z', '15:30:00+02:00'; with `offset: 'required'` the first two are refused. */
export function findTimeProblem(text: string, offset: OffsetRule): string | undefined {
  return findTimePartProblem(text, 0, offset);
}

/** '2024-02-29T15:30:00Z' */
export function findDateTimeProblem(text: string, offset: OffsetRule): string | undefined {
  const problem = findDatePartProblem(text);
  if (problem !== undefined) return problem;
  if (text.length === DATE_LENGTH) return TOO_SHORT;
  const separator = text[DATE_LENGTH];
  // RFC 3339 §5.6 allows lower case and, for readability, a space.
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return 'invalid datetime separator, expected `T`, `t`, `_` or space';
  return findTimePartProblem(text, DATE_LENGTH + 1, offset);
}

/** What `findDateTimeProblem` says of a text that lacks only its offset. */
export const NO_OFFSET = 'missing timezone';
/** What it says of a text whose only mistake is that it has one. */
export const HAS_OFFSET = 'unexpected timezone';

function findDatePartProblem(text: string): string | undefined {
  if (text.length < DATE_LENGTH) return TOO_SHORT;
  const year = digitsAt(text, 0, 4);
  if (year < 0) return 'invalid character in year';
  if (text[4] !== '-') return 'invalid date separator, expected `-`';
  const month = digitsAt(text, 5, 2);
  if (month < 0) return 'invalid character in month';
  if (text[7] !== '-') return 'invalid date separator, expected `-`';
  const day = digitsAt(text, 8, 2);
  if (day < 0) return 'invalid character in day';
  if (month < 1 || month > 12) return 'month value is outside expected range of 1-12';
  return day < 1 || day > daysOf(year, month) ? 'day value is outside expected range' : undefined;
}

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] as number);
}

function findTimePartProblem(text: string, start: number, offset: OffsetRule): string | undefined {
  // '15:30', as a browser's <input type="time"> sends it.
  const hasSeconds = offset === 'required' || text.length === start || text[start + 5] === ':';
  const length = hasSeconds ? CLOCK_LENGTH : CLOCK_LENGTH - 3;
  if (text.length < start + length) return TOO_SHORT;
  const hour = digitsAt(text, start, 2);
  const minute = digitsAt(text, start + 3, 2);
  const second = hasSeconds ? digitsAt(text, start + 6, 2) : 0;
  if (hour < 0) return 'invalid character in hour';
  if (text[start + 2] !== ':') return SEPARATOR;
  if (minute < 0) return 'invalid character in minute';
  if (hasSeconds && text[start + 5] !== ':') return SEPARATOR;
  if (second < 0) return 'invalid character in second';
  if (hour > 23) return 'hour value is outside expected range of 0-23';
  if (minute > 59) return 'minute value is outside expected range of 0-59';
  if (second > 60) return 'second value is outside expected range of 0-59';
  const end = hasSeconds ? skipFraction(text, start + length) : start + length;
  if (end < 0) return 'invalid character in second fraction';
  const shift = readOffset(text, end);
  if (shift === NO_OFFSET && offset !== 'required') return second < 60 ? undefined : 'second value is outside expected range of 0-59';
  if (typeof shift === 'string') return shift;
  if (offset === 'none') return HAS_OFFSET;
  return second === 60 && !isLeapSecond(hour * 60 + minute - shift) ? 'second value is outside expected range of 0-59' : undefined;
}

/** Leap seconds are inserted at the end of a day in UTC. @see RFC 3339 §5.7 */
function isLeapSecond(minuteOfDay: number): boolean {
  return (minuteOfDay + 2 * 1440) % 1440 === 1439;
}

/** The index behind the digits of a fraction; -1 where a point has none. */
function skipFraction(text: string, start: number): number {
  if (text[start] !== '.') return start;
  let end = start + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  return end === start + 1 ? -1 : end;
}

/** Minutes east of UTC, or what is wrong. */
function readOffset(text: string, start: number): number | string {
  if (start === text.length) return NO_OFFSET;
  const sign = text[start];
  if (sign === 'Z' || sign === 'z') return text.length === start + 1 ? 0 : EXTRA;
  if (sign !== '+' && sign !== '-') return EXTRA;
  const hour = digitsAt(text, start + 1, 2);
  const minute = digitsAt(text, start + 4, 2);
  if (hour < 0 || text[start + 3] !== ':' || minute < 0) return 'invalid timezone sign';
  if (text.length !== start + 6) return EXTRA;
  if (hour > 23) return 'timezone offset must be less than 24 hours';
  if (minute > 59) return 'timezone minute value is outside expected range of 0-59';
  return (sign === '+' ? 1 : -1) * (hour * 60 + minute);
}

/** The number that `count` digits write, or -1 where they are not all digits. */
function digitsAt(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index++) {
    const code = text.charCodeAt(index);
    if (!isDigit(code)) return -1;
    value = value * 10 + code - 48;
  }
  return value;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
