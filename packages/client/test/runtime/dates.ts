import t from 'tap';
import { toDates } from '@typhoon/client/dates';
import type { DateShape } from '@typhoon/client/dates';

const text = '2026-01-02T03:04:05Z';
const date = new Date(text);
const shapes: Record<string, DateShape> = { Node: { properties: { at: true, children: { items: () => shapes['Node'] } } } };

const ROWS: readonly [name: string, shape: DateShape, body: unknown, want: unknown][] = [
  ['a date itself', true, text, date],
  ['what is no date', true, 'tomorrow', 'tomorrow'],
  ['a day alone', true, '2026-01-02', '2026-01-02'],
  ['a date that there is not', true, '2026-13-42T03:04:05Z', '2026-13-42T03:04:05Z'],
  ['nothing', true, null, null],
  ['items', { items: true }, [text, null], [date, null]],
  ['named properties, and no others', { properties: { at: true } }, { at: text, said: text }, { at: date, said: text }],
  ['all others', { properties: { at: true }, others: { items: true } }, { at: text, a: [text] }, { at: date, a: [date] }],
  ['one of several', [{ items: true }, { properties: { at: true } }], { at: text }, { at: date }],
  ['what contains itself', () => shapes['Node'], { at: text, children: [{ at: text }] }, { at: date, children: [{ at: date }] }],
  ['what every object has', { properties: { at: true } }, JSON.parse(`{ "constructor": "${text}" }`), { constructor: text }],
  ['something else than is described', { properties: { at: true } }, text, text],
];

t.test('makes dates of texts where they are', async (t) => {
  for (const [name, shape, body, want] of ROWS) t.strictSame(toDates(shape)(body), want, name);
});
