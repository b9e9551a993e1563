/**
 * Whether a pattern can backtrack badly, decided exactly where it can be: from the ambiguity of its automaton.
 *
 * Two different ways around a loop for one text: exponential time. A way from one loop to another for a text that both
 * repeat: time that grows with the square of the text's length, the cube for three loops, and so on.
 *
 * @see Weber, Seidl: On the degree of ambiguity of finite automata (1991)
 * @see Weideman et al.: Analyzing matching time behavior of backtracking regular expression matchers (2016)
 */
import { beginsAtStart, compileAutomaton, TooLarge } from './pattern-automaton.js';
import type { Automaton, Expansion } from './pattern-automaton.js';
import { parsePattern, UnknownSyntax } from './pattern-syntax.js';
import type { PatternNode } from './pattern-syntax.js';
import { StateGraph } from './state-graph.js';

/** How the time grows with the length of the text: `degree` 2 with its square. 'unknown': too large or too new to be judged. */
export type Backtracking = { readonly growth: 'exponential' } | { readonly growth: 'polynomial'; readonly degree: number } | { readonly growth: 'unknown' };

export interface BacktrackingOptions {
  /** Flags of the expression. Default: 'u'. */
  readonly flags?: string;
  /** The longest text that is tried, in characters. Default: 2^20, Fastify's limit of a body. */
  readonly maxLength?: number | undefined;
}

const BODY_LENGTH = 2 ** 20;
/** Steps that take a backtracking engine some tenth of a second. */
const MAX_STEPS = 3e7;

/**
 * How a pattern backtracks; undefined where it cannot take noticeable time.
 *
 * @example findBacktracking('^(a+)+$'); // → { growth: 'exponential' }
 */
export function findBacktracking(source: string, { flags = 'u', maxLength = BODY_LENGTH }: BacktrackingOptions = {}): Backtracking | undefined {
  if (isPlain(source)) return undefined;
  try {
    const pattern = parsePattern(source, flags);
    return judge(pattern, maxLength, beginsAtStart(pattern) && !flags.includes('m'));
  } catch (error) {
    if (error instanceof UnknownSyntax || error instanceof TooLarge) return { growth: 'unknown' };
    throw error;
  }
}

const ATOM = /\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|\[(?:[^\]\\]|\\.)*\]/gs;
const LOOP = /[*+{]/g;

/** True for what a glance shows to be harmless, as most patterns are: no groups, one loop at most, and only behind `^`. */
function isPlain(source: string): boolean {
  const outline = source.replace(ATOM, 'x');
  if (/[(|]/.test(outline) || /\?.*\?.*\?.*\?/.test(outline)) return false;
  const loops = outline.match(LOOP)?.length ?? 0;
  return loops === 0 || (loops === 1 && outline.startsWith('^'));
}

const EXPANSIONS: readonly Expansion[] = [
  { character: 64, group: 8 },
  { character: 8, group: 4 },
  { character: 2, group: 2 },
];

function judge(pattern: PatternNode, maxLength: number, isAnchored: boolean): Backtracking | undefined {
  const automaton = expand(pattern, isAnchored);
  const found = findAmbiguity(automaton, maxLength);
  if (found !== undefined) return found;
  for (const { node, repeated } of automaton.looks) {
    const inner = judge(node, maxLength, isAnchored && !repeated);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function expand(pattern: PatternNode, isAnchored: boolean): Automaton {
  for (const expansion of EXPANSIONS) {
    try {
      return compileAutomaton(pattern, expansion, isAnchored);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
    }
  }
  throw new TooLarge();
}

function findAmbiguity(automaton: Automaton, maxLength: number): Backtracking | undefined {
  const graph = new StateGraph(automaton);
  if (graph.loops.some((loop) => isAmbiguous(graph, loop))) return { growth: 'exponential' };
  const degree = findDegree(graph, automaton, maxLength);
  return degree > 1 ? { growth: 'polynomial', degree } : undefined;
}

/** True where one text leads around the loop in two ways. */
function isAmbiguous(graph: StateGraph, loop: readonly number[]): boolean {
  const within = new Set(loop);
  if (loop.some((state) => [...(graph.next(state) ?? [])].some(([target, ways]) => ways > 1 && within.has(target)))) return true;
  return graph.splitsAndRejoins(loop);
}

/** The largest number of loops in a row that one text can be divided between; 1 where that takes no noticeable time. */
function findDegree(graph: StateGraph, { bounds }: Automaton, maxLength: number): number {
  const { loops } = graph;
  const steps = loops.map((loop) => Math.min(maxLength, Math.max(...loop.map((state) => bounds[state] as number))));
  const best: { steps: number; degree: number }[] = [];
  let worst = { steps: 0, degree: 1 };
  // Loops come in the order in which a text passes them.
  for (const [index, loop] of loops.entries()) {
    let longest = { steps: steps[index] as number, degree: 1 };
    for (let earlier = 0; earlier < index; earlier++) {
      const total = (best[earlier]?.steps ?? 0) * (steps[index] as number);
      if (total > longest.steps && graph.canShift(loops[earlier] as readonly number[], loop))
        longest = { steps: total, degree: (best[earlier]?.degree ?? 1) + 1 };
    }
    best.push(longest);
    if (longest.steps > worst.steps) worst = longest;
  }
  return worst.steps > MAX_STEPS ? worst.degree : 1;
}
