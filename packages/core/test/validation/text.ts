import t from 'tap';
import { booleanOfText, integerOfText, memberOfText, numberOfText, safeIntegerOfText } from '#src/validation/text.js';

t.test('integers', async (t) => {
  const rows: [string, number][] = [
    ['1', 1],
    [' 1 ', 1],
    ['+1', 1],
    ['-1', -1],
    ['1.0', 1],
    ['1.', NaN],
    ['007', 7],
    ['-0', 0],
    ['123456789012345', 123456789012345],
    ['1.5', NaN],
    ['1e3', NaN],
    ['', NaN],
    [' ', NaN],
    ['0x10', NaN],
    ['1_000', NaN],
    ['٣', NaN],
  ];
  for (const [text, want] of rows) t.strictSame(integerOfText(text), want, `'${text}'`);
  t.strictSame(safeIntegerOfText('9007199254740991'), 9007199254740991);
  t.strictSame(safeIntegerOfText('9007199254740993'), NaN, 'which would silently be another one');
});

t.test('numbers', async (t) => {
  const rows: [string, number][] = [
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['-1E-2', -0.01],
    ['-0', 0],
    ['nan', Infinity],
    ['-inf', Infinity],
    ['Infinity', Infinity],
    ['1e999', Infinity],
    ['', NaN],
    ['1,5', NaN],
    ['0x1', NaN],
  ];
  for (const [text, want] of rows) t.strictSame(numberOfText(text), want, `'${text}'`);
});

t.test('booleans', async (t) => {
  for (const text of ['true', '1', 'on', 'yes', 't', 'y', 'TRUE', 'On']) t.equal(booleanOfText(text), true, text);
  for (const text of ['false', '0', 'off', 'no', 'f', 'n', 'False', 'OFF']) t.equal(booleanOfText(text), false, text);
  for (const text of ['', '2', 'truee', ' true', 'null']) t.equal(booleanOfText(text), undefined, text);
});

t.test('constants', async (t) => {
  const members = ['a', 1, true, null, '2'];
  t.strictSame(
    ['a', '1', '1.0', 'yes', '2', 'null', 'b'].map((text) => memberOfText(members, text)),
    ['a', 1, 1, true, '2', undefined, undefined],
  );
});
