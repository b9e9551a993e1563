import { hasJsonForm } from './json-text.js';

/**
 * The text a value is written as where a string is declared: text itself, and what has a form of its own that is text (Date, URL, an id class with `toJSON`).
 * A Date follows the format: `date`, `time` and the local ones are its UTC parts. Undefined for everything else, numbers included.
 */
export function toText(value: unknown, format: string | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof Date) return formatDate(value, format);
  const form = hasJsonForm(value) ? value.toJSON('') : undefined;
  return typeof form === 'string' ? form : undefined;
}

function formatDate(date: Date, format: string | undefined): string | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  // RFC 3339 has years of four digits.
  if (text.length > 24) return undefined;
  const [day, time] = text.split('T');
  if (format === 'date') return day;
  if (format === 'date-time-local') return text.slice(0, -1);
  if (format === 'time-local') return time?.slice(0, -1);
  return format === 'time' ? time : text;
}
