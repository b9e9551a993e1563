import type { Codec } from './codec.js';
import { TypeBoxType } from './typebox.js';

const UNITS = { year: 31_536_000, month: 2_592_000, week: 604_800, day: 86_400, hour: 3_600, minute: 60 } as const;

const ISO = /^([+-]?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;
const CLOCK = /^([+-]?)(?:(\d+)\s*(?:d|day|days)?,?\s+)?(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/i;
const SECONDS = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * Seconds of a text, as FastAPI reads a `timedelta`: ISO 8601 ('P1DT2H', a year of 365 days, a month of 30), a clock
 * ('12:30:05', '3 days, 12:30'), or seconds ('90.5'). Undefined for any other text. Takes linear time.
 *
 * 'PT5M' → 300
 */
export function parseDuration(text: string): number | undefined {
  if (SECONDS.test(text)) return Number(text);
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, sign, years, months, weeks, days, hours, minutes, seconds] = iso;
    const whole = count(years, UNITS.year) + count(months, UNITS.month) + count(weeks, UNITS.week) + count(days, UNITS.day);
    return signed(sign, whole + count(hours, UNITS.hour) + count(minutes, UNITS.minute) + count(seconds?.replace(',', '.'), 1));
  }
  const clock = CLOCK.exec(text);
  if (clock === null) return undefined;
  const [, sign, days, hours, minutes, seconds] = clock;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) >= 60) return undefined;
  return signed(sign, count(days, UNITS.day) + count(hours, UNITS.hour) + count(minutes, UNITS.minute) + count(seconds, 1));
}

/** 176_100 → 'P2DT55M'; 0 → 'PT0S'; -1.5 → '-PT1.5S' */
export function formatDuration(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  // Microseconds, as many as a `timedelta` has: 0.1 + 0.2 shall not be written with 17 digits.
  const total = Math.round(Math.abs(seconds) * 1e6) / 1e6;
  const days = Math.floor(total / UNITS.day);
  const hours = Math.floor((total % UNITS.day) / UNITS.hour);
  const minutes = Math.floor((total % UNITS.hour) / UNITS.minute);
  const rest = Math.round((total % UNITS.minute) * 1e6) / 1e6;
  const time = `${member(hours, 'H')}${member(minutes, 'M')}${member(rest, 'S')}`;
  if (total === 0) return 'PT0S';
  return `${sign}P${member(days, 'D')}${time === '' ? '' : `T${time}`}`;
}

/** A number of seconds in the handler, an ISO 8601 duration in JSON; a JSON number of seconds is accepted, too. */
export const duration: Codec = {
  name: 'duration',
  wire: TypeBoxType.String({ format: 'duration' }),
  input: TypeBoxType.Unsafe<string | number>({ type: ['string', 'number'] }),
  is: (value) => typeof value === 'number' && Number.isFinite(value),
  decode: (written: string | number) => (typeof written === 'number' ? written : parseDuration(written)),
  encode: formatDuration,
};

function count(digits: string | undefined, unit: number): number {
  return digits === undefined ? 0 : Number(digits) * unit;
}

function signed(sign: string | undefined, seconds: number): number {
  return sign === '-' && seconds !== 0 ? -seconds : seconds;
}

function member(value: number, unit: string): string {
  return value === 0 ? '' : `${value}${unit}`;
}
