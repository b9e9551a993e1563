import t from 'tap';
import { findJsonError } from '#src/validation/json-error.js';

// What Python's `json` module says, whose messages FastAPI's clients know.
const rows: [string, { position: number; message: string }][] = [
  ['', { position: 0, message: 'Expecting value' }],
  ['  ', { position: 2, message: 'Expecting value' }],
  ['x', { position: 0, message: 'Expecting value' }],
  ['{"a": 1,}', { position: 8, message: 'Expecting property name enclosed in double quotes' }],
  ['{a: 1}', { position: 1, message: 'Expecting property name enclosed in double quotes' }],
  ["{'a': 1}", { position: 1, message: 'Expecting property name enclosed in double quotes' }],
  ['{"a" 1}', { position: 5, message: "Expecting ':' delimiter" }],
  ['{"a": }', { position: 6, message: 'Expecting value' }],
  ['{"a": 1 "b": 2}', { position: 8, message: "Expecting ',' delimiter" }],
  ['[1, 2', { position: 5, message: "Expecting ',' delimiter" }],
  ['[1, ]', { position: 4, message: 'Expecting value' }],
  ['[1] x', { position: 4, message: 'Extra data' }],
  ['"abc', { position: 0, message: 'Unterminated string starting at' }],
  ['["a\nb"]', { position: 3, message: 'Invalid control character at' }],
  ['"\\x"', { position: 1, message: 'Invalid \\escape' }],
  ['"\\u12"', { position: 2, message: 'Invalid \\uXXXX escape' }],
  ['01', { position: 1, message: 'Extra data' }],
  ['-', { position: 0, message: 'Expecting value' }],
  ['nul', { position: 0, message: 'Expecting value' }],
  ['{"a":[1,{"b":tru}]}', { position: 13, message: 'Expecting value' }],
  ['"😀" x', { position: 5, message: 'Extra data' }],
];

t.test('finds the first mistake and its position', async (t) => {
  for (const [text, want] of rows) {
    t.throws(() => JSON.parse(text) as unknown, SyntaxError);
    t.strictSame(findJsonError(text), want, JSON.stringify(text));
  }
});

t.test('walks through any depth', async (t) => {
  t.strictSame(findJsonError('['.repeat(100_000)), { position: 100_000, message: 'Expecting value' });
  t.strictSame(findJsonError(`${'{"a":'.repeat(20_000)}1`), { position: 100_001, message: "Expecting ',' delimiter" });
});
