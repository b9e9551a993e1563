import t from 'tap';
import { codePointsOfProperty, complementOf, doOverlap, foldCase, unionOf } from '#src/validation/code-points.js';

t.test('unites ranges that touch or overlap', async (t) => {
  t.strictSame(
    unionOf([
      [97, 102],
      [48, 57],
      [103, 103],
      [50, 60],
    ]),
    [48, 60, 97, 103],
  );
});

t.test('the complement of the complement is the set', async (t) => {
  for (const set of [[], [0, 0x10ffff], [0, 9], [48, 57, 97, 122], [0x10fffe, 0x10ffff]]) t.strictSame(complementOf(complementOf(set)), set);
});

t.test('finds whether two sets share a character', async (t) => {
  const rows: [string, { left: number[]; right: number[]; want: boolean }][] = [
    ['apart', { left: [48, 57], right: [97, 122], want: false }],
    ['one character', { left: [48, 57, 97, 97], right: [58, 60, 97, 99], want: true }],
    ['within', { left: [0, 0x10ffff], right: [0x1f600, 0x1f600], want: true }],
    ['nothing', { left: [], right: [0, 0x10ffff], want: false }],
  ];
  for (const [name, { left, right, want }] of rows) t.equal(doOverlap(left, right), want, name);
});

t.test('adds the other case of letters', async (t) => {
  t.strictSame(foldCase([97, 99, 0xe4, 0xe4]), [65, 67, 97, 99, 0xc4, 0xc4, 0xe4, 0xe4]);
});

t.test('asks the engine what a property of Unicode matches', async (t) => {
  const letters = codePointsOfProperty('\\p{L}');
  t.ok(doOverlap(letters, [0x416, 0x416]), 'Ж is a letter');
  t.ok(doOverlap(letters, [0x20000, 0x20000]), 'so is an ideograph beyond 16 bits');
  t.notOk(doOverlap(letters, [48, 57]), 'a digit is none');
  t.notOk(doOverlap(codePointsOfProperty('\\p{Lu}'), codePointsOfProperty('\\p{Ll}')), 'upper and lower case are apart');
});
