import t from 'tap';
import { compileMultipleOf, countCodePoints } from '#src/validation/number.js';

t.test('multiples are counted in decimal', async (t) => {
  const rows: [number, { fits: number[]; not: number[] }][] = [
    [0.01, { fits: [0, 0.1, 19.99, -0.03, 1e6, 123456.78], not: [0.001, 0.105, 19.999] }],
    [0.1, { fits: [0.3, 0.7, 1.1], not: [0.35] }],
    [2.5, { fits: [5, 7.5], not: [6, 2.6] }],
    [3, { fits: [9, -6, 0], not: [1, 3.5] }],
    [1e-7, { fits: [3e-7, 1], not: [1.5e-7] }],
    [1e300, { fits: [1e300, 0], not: [1] }],
  ];
  for (const [divisor, { fits, not }] of rows) {
    const isMultiple = compileMultipleOf(divisor);
    for (const value of fits) t.ok(isMultiple(value), `${value} of ${divisor}`);
    for (const value of not) t.notOk(isMultiple(value), `${value} of ${divisor}`);
  }
});

t.test('lengths are counted in code points', async (t) => {
  const rows: [string, number][] = [
    ['', 0],
    ['abc', 3],
    ['ä', 1],
    ['😀', 1],
    ['a😀b😀', 4],
    ['\ud83d', 1],
    ['\ude00\ud83d', 2],
    ['👨‍👩‍👧', 5],
  ];
  for (const [text, want] of rows) t.equal(countCodePoints(text), want, JSON.stringify(text));
});
