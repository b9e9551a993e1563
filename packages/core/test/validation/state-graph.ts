import t from 'tap';
import { compileAutomaton } from '#src/validation/pattern-automaton.js';
import { parsePattern } from '#src/validation/pattern-syntax.js';
import { StateGraph } from '#src/validation/state-graph.js';

function graphOf(source: string): StateGraph {
  return new StateGraph(compileAutomaton(parsePattern(source, 'u'), { character: 4, group: 4 }, true));
}

t.test('lists loops in the order in which a text passes them', async (t) => {
  t.strictSame(
    graphOf('^a*b(?:cd)*e$').loops.map((loop) => [...loop].sort()),
    [[0], [2, 3]],
  );
});

t.test('leaves out loops in which the pattern has already matched', async (t) => {
  t.strictSame(graphOf('^a*').loops, []);
  t.strictSame(graphOf('^a*$').loops, [[0]]);
});

t.test('sees that one text leads around a loop in two ways', async (t) => {
  const rows: [string, boolean][] = [
    ['^(?:a|b)*$', false],
    ['^(?:a|[ab])*$', true],
    ['^(?:a|ab|b)*$', true],
    ['^(?:a|ab)*$', false],
  ];
  for (const [source, want] of rows) {
    const graph = graphOf(source);
    t.equal(graph.splitsAndRejoins(graph.loops[0] as number[]), want, source);
  }
});

t.test('sees that one text can be divided between two loops', async (t) => {
  const rows: [string, boolean][] = [
    ['^a*a*$', true],
    ['^a*b*$', false],
    ['^a*[ab]a*$', true],
    ['^a*ba*$', false],
    ['^(?:ab)*(?:ba)*$', false],
    ['^(?:ab)*a(?:ba)*$', true],
  ];
  for (const [source, want] of rows) {
    const graph = graphOf(source);
    t.equal(graph.canShift(graph.loops[0] as number[], graph.loops[1] as number[]), want, source);
  }
});
