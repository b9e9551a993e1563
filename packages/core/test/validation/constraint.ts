import t from 'tap';
import { expressionFlags, expressionOf, findDecodedComplaint, findNumberComplaint, findStringComplaint, patternOf } from '#src/validation/constraint.js';

t.test('of each text the first violation is reported', async (t) => {
  const schema = { minLength: 2, maxLength: 3, pattern: '^a', format: 'hostname' };
  const rows: [string, string | undefined][] = [
    ['', 'string_too_short'],
    ['abcd', 'string_too_long'],
    ['bcd', 'string_pattern_mismatch'],
    ['a.-', 'value_error'],
    ['abc', undefined],
  ];
  for (const [text, want] of rows) t.equal(findStringComplaint(schema, text, undefined)?.type, want, `'${text}'`);
});

t.test('of each number too', async (t) => {
  const schema = { multipleOf: 2, minimum: 0, exclusiveMinimum: -1, maximum: 200, exclusiveMaximum: 300, format: 'int8' };
  const rows: [number, string | undefined][] = [
    [3, 'multiple_of'],
    [-2, 'greater_than_equal'],
    [202, 'less_than_equal'],
    [130, 'value_error'],
    [4, undefined],
  ];
  for (const [value, want] of rows) t.equal(findNumberComplaint(schema, value)?.type, want, String(value));
  t.strictSame(findNumberComplaint({ exclusiveMaximum: 3 }, 3), { type: 'less_than', context: { lt: 3 } });
  t.strictSame(findNumberComplaint({ exclusiveMinimum: 3 }, 3), { type: 'greater_than', context: { gt: 3 } });
});

t.test('decoded values have limits of their own', async (t) => {
  const date = new Date('2024-01-01T00:00:00Z');
  const time = date.getTime();
  const rows: [Record<string, unknown>, unknown, unknown][] = [
    [{ minimumTimestamp: time + 1 }, date, { type: 'greater_than_equal', context: { ge: '2024-01-01T00:00:00.001Z' } }],
    [{ exclusiveMinimumTimestamp: time }, date, { type: 'greater_than', context: { gt: '2024-01-01T00:00:00.000Z' } }],
    [{ maximumTimestamp: time - 1 }, date, { type: 'less_than_equal', context: { le: '2023-12-31T23:59:59.999Z' } }],
    [{ exclusiveMaximumTimestamp: time }, date, { type: 'less_than', context: { lt: '2024-01-01T00:00:00.000Z' } }],
    [{ multipleOfTimestamp: 7 }, new Date(8), { type: 'multiple_of', context: { multiple_of: 7 } }],
    [{ minimumTimestamp: time, maximumTimestamp: time }, date, undefined],
    [{ minimum: 5n }, 4n, { type: 'greater_than_equal', context: { ge: '5' } }],
    [{ exclusiveMinimum: 5 }, 5n, { type: 'greater_than', context: { gt: '5' } }],
    [{ maximum: 5n }, 6n, { type: 'less_than_equal', context: { le: '5' } }],
    [{ exclusiveMaximum: 5n }, 5n, { type: 'less_than', context: { lt: '5' } }],
    [{ multipleOf: 2n }, 3n, { type: 'multiple_of', context: { multiple_of: '2' } }],
    [{ minimum: 5n }, 5n, undefined],
    [{ minByteLength: 2 }, new Uint8Array(1), { type: 'bytes_too_short', context: { min_length: 2 } }],
    [{ maxByteLength: 2 }, new Uint8Array(3), { type: 'bytes_too_long', context: { max_length: 2 } }],
    [{ minimum: 5 }, 'text', undefined],
  ];
  for (const [schema, value, want] of rows) t.strictSame(findDecodedComplaint(schema, value), want, Object.keys(schema).join());
});

t.test('an expression does not remember where it stopped', async (t) => {
  const expression = expressionOf({ type: 'RegExp', source: 'a', flags: 'giy' });
  t.strictSame([expression?.test('A'), expression?.test('A'), expression?.flags], [true, true, 'i']);
  t.equal(expressionFlags(undefined), '');
  t.equal(expressionOf({}), undefined);
  t.equal(patternOf('^a'), patternOf('^a'), 'compiled once');
});
