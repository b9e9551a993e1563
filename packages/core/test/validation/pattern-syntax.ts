import t from 'tap';
import { complementOf, DIGITS, WORD } from '#src/validation/code-points.js';
import { parsePattern } from '#src/validation/pattern-syntax.js';
import type { PatternNode } from '#src/validation/pattern-syntax.js';

function set(...points: number[]): PatternNode {
  return { kind: 'characters', set: points };
}

function sequence(...parts: PatternNode[]): PatternNode {
  return { kind: 'sequence', parts };
}

const rows: [string, { flags?: string; want: PatternNode }][] = [
  ['a', { want: set(97, 97) }],
  ['😀', { want: set(0x1f600, 0x1f600) }],
  ['^a$', { want: sequence({ kind: 'start' }, set(97, 97), { kind: 'end' }) }],
  ['a|b', { want: { kind: 'alternatives', parts: [set(97, 97), set(98, 98)] } }],
  ['a*', { want: { kind: 'repeat', node: set(97, 97), least: 0, most: Infinity } }],
  ['a+?', { want: { kind: 'repeat', node: set(97, 97), least: 1, most: Infinity } }],
  ['a?', { want: { kind: 'repeat', node: set(97, 97), least: 0, most: 1 } }],
  ['a{3}', { want: { kind: 'repeat', node: set(97, 97), least: 3, most: 3 } }],
  ['a{3,}', { want: { kind: 'repeat', node: set(97, 97), least: 3, most: Infinity } }],
  ['a{3,5}', { want: { kind: 'repeat', node: set(97, 97), least: 3, most: 5 } }],
  ['[a-c_]', { want: set(95, 95, 97, 99) }],
  ['[^a-c]', { want: { kind: 'characters', set: complementOf([97, 99]) } }],
  ['[\\w-]', { want: set(45, 45, 48, 57, 65, 90, 95, 95, 97, 122) }],
  ['[\\b\\]]', { want: set(8, 8, 93, 93) }],
  ['\\d', { want: { kind: 'characters', set: DIGITS } }],
  ['\\W', { want: { kind: 'characters', set: complementOf(WORD) } }],
  ['\\x41', { want: set(65, 65) }],
  ['\\u{1f600}', { want: set(0x1f600, 0x1f600) }],
  ['\\ud83d\\ude00', { want: set(0x1f600, 0x1f600) }],
  ['\\cA\\0\\t\\.', { want: sequence(set(1, 1), set(0, 0), set(9, 9), set(46, 46)) }],
  ['(?:a)', { want: set(97, 97) }],
  ['(a)\\1', { want: sequence(set(97, 97), set(97, 97)) }],
  ['(?<x>a)\\k<x>', { want: sequence(set(97, 97), set(97, 97)) }],
  ['(?=a)', { want: { kind: 'look', node: set(97, 97) } }],
  ['(?<!a)', { want: { kind: 'look', node: set(97, 97) } }],
  ['\\ba', { want: sequence({ kind: 'empty' }, set(97, 97)) }],
  ['a', { flags: 'i', want: set(65, 65, 97, 97) }],
  ['.', { flags: 's', want: set(0, 0x10ffff) }],
];

t.test('parses what RegExp accepts', async (t) => {
  for (const [source, { flags = 'u', want }] of rows) {
    t.ok(new RegExp(source, flags));
    t.strictSame(parsePattern(source, flags), want, `/${source}/${flags}`);
  }
});

t.test('refuses syntax that it does not know, rather than guess', async (t) => {
  t.throws(() => parsePattern('(?i:a)', 'u'), { name: 'UnknownSyntax' });
});
