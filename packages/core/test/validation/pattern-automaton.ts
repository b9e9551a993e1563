import t from 'tap';
import { beginsAtStart, compileAutomaton } from '#src/validation/pattern-automaton.js';
import { parsePattern } from '#src/validation/pattern-syntax.js';

const expansion = { character: 4, group: 4 };

function waysOf(source: string): [number, number, number][] {
  const { next } = compileAutomaton(parsePattern(source, 'u'), expansion, true);
  return next.flatMap((targets, state) => [...targets].map(([target, ways]): [number, number, number] => [state, target, ways]));
}

t.test('leads from each character to those that may follow, and counts the ways', async (t) => {
  const rows: [string, [number, number, number][]][] = [
    ['^ab', [[0, 1, 1]]],
    ['^a*', [[0, 0, 1]]],
    [
      '^(?:a|b)c',
      [
        [0, 2, 1],
        [1, 2, 1],
      ],
    ],
    [
      '^ab?c',
      [
        [0, 1, 1],
        [0, 2, 1],
        [1, 2, 1],
      ],
    ],
    ['^(?:a+)+', [[0, 0, 2]]],
    ['^a{2}', [[0, 1, 1]]],
    [
      '^a{1,2}b',
      [
        [0, 1, 1],
        [0, 2, 1],
        [1, 2, 1],
      ],
    ],
    ['^(?:a?){9}', [[0, 1, 2]]],
  ];
  for (const [source, want] of rows.slice(0, -1)) t.strictSame(waysOf(source).sort(), want.sort(), source);
  t.ok(
    waysOf('^(?:a?){9}').some(([, , ways]) => ways === 2),
    'required repetitions of nothing can be any of them',
  );
});

t.test('has matched only where nothing is left, not even the end', async (t) => {
  t.strictSame([...compileAutomaton(parsePattern('^ab?', 'u'), expansion, true).accepting].sort(), [0, 1]);
  t.strictSame([...compileAutomaton(parsePattern('^ab?$', 'u'), expansion, true).accepting], []);
});

t.test('a search without ^ begins anew at every character', async (t) => {
  t.strictSame(compileAutomaton(parsePattern('a', 'u'), expansion, false).sets[0], [0, 0x10ffff]);
});

t.test('knows what begins at the start of a text', async (t) => {
  const rows: [string, boolean][] = [
    ['^a', true],
    ['^a|^b', true],
    ['^a|b', false],
    ['(?:^a)+', true],
    ['(?:^a)*', false],
    ['(?=.*x)^a', true],
    ['a^', false],
    ['', false],
  ];
  for (const [source, want] of rows) t.equal(beginsAtStart(parsePattern(source, 'u')), want, source);
});

t.test('keeps look-arounds apart', async (t) => {
  const { looks } = compileAutomaton(parsePattern('^(?=a)(?:(?=b)c)*', 'u'), expansion, true);
  t.strictSame(
    looks.map(({ repeated }) => repeated),
    [false, true],
  );
});

t.test('gives up a pattern of too many states', async (t) => {
  const large = parsePattern(`^${'ab'.repeat(201)}$`, 'u');
  t.throws(() => compileAutomaton(large, expansion, true), { name: 'TooLarge' });
});
