import t from 'tap';
import { toText } from '#src/serialization/text-form.js';

t.test('finds the text of a value', async (t) => {
  const date = new Date('2026-01-02T03:04:05.678Z');
  for (const [name, value, format, want] of [
    ['text', 'a', undefined, 'a'],
    ['a date', date, undefined, '2026-01-02T03:04:05.678Z'],
    ['a date-time', date, 'date-time', '2026-01-02T03:04:05.678Z'],
    ['the day', date, 'date', '2026-01-02'],
    ['the time', date, 'time', '03:04:05.678Z'],
    ['the local ones', date, 'time-local', '03:04:05.678'],
    ['a date-time without an offset', date, 'date-time-local', '2026-01-02T03:04:05.678'],
    ['an invalid date', new Date(NaN), 'date', undefined],
    ['a year that RFC 3339 cannot write', new Date('+012026-01-02T00:00:00Z'), 'date-time', undefined],
    ['a URL', new URL('https://example.org'), 'uri', 'https://example.org/'],
    ['a class that is text', { toJSON: () => 'a' }, undefined, 'a'],
    ['a class that is none', { toJSON: () => 5 }, undefined, undefined],
    ['an object', { a: 1 }, undefined, undefined],
    ['a number', 5, undefined, undefined],
    ['null', null, undefined, undefined],
  ] as const) {
    t.equal(toText(value, format), want, name);
  }
});
