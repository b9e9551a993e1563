/**
 * Position automata (Glushkov's construction): one state per character of the pattern, no empty steps. Between two states
 * it is counted in how many ways one gets there, since a backtracking engine tries each of them: two for `(a+)+`.
 */
import { ANY_CODE_POINT, NO_CODE_POINT } from './code-points.js';
import type { CodePoints } from './code-points.js';
import type { PatternNode } from './pattern-syntax.js';

export interface Automaton {
  /** What each state matches. */
  readonly sets: readonly CodePoints[];
  /** The states after each, with the number of ways to get there: 1, or 2 for more. */
  readonly next: readonly ReadonlyMap<number, number>[];
  /** Where the whole pattern has matched, whatever follows. */
  readonly accepting: ReadonlySet<number>;
  /** The most repetitions of the innermost unrolled loop that the state is in; Infinity for `*` and `+`. */
  readonly bounds: readonly number[];
  /** What look-arounds try, each to be judged for itself; `repeated` where it is tried at more than one place. */
  readonly looks: readonly { readonly node: PatternNode; readonly repeated: boolean }[];
}

/** How often a repetition is written out before it is taken for an endless loop. */
export interface Expansion {
  readonly character: number;
  readonly group: number;
}

/** Thrown where a pattern has more states than can be judged. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

const MAX_STATES = 400;

/** The automaton of a search for the pattern, which begins anew at every character unless the pattern begins with `^`. */
export function compileAutomaton(pattern: PatternNode, expansion: Expansion, isAnchored: boolean): Automaton {
  const compiler = new AutomatonCompiler(expansion);
  return compiler.compile(isAnchored ? pattern : { kind: 'sequence', parts: [{ kind: 'repeat', node: ANYTHING, least: 0, most: Infinity }, pattern] });
}

const ANYTHING: PatternNode = { kind: 'characters', set: ANY_CODE_POINT };

/** True where every match begins at the beginning of the text. */
export function beginsAtStart(node: PatternNode): boolean {
  if (node.kind === 'start') return true;
  if (node.kind === 'alternatives') return node.parts.every(beginsAtStart);
  if (node.kind === 'sequence') {
    const first = node.parts.find((part) => part.kind !== 'look' && part.kind !== 'empty');
    return first !== undefined && beginsAtStart(first);
  }
  return node.kind === 'repeat' && node.least > 0 && beginsAtStart(node.node);
}

type Ways = Map<number, number>;

/** A part of an automaton: the ways to match nothing, the states it begins with and ends with. */
interface Fragment {
  readonly nothing: number;
  readonly first: Ways;
  readonly last: Ways;
}

const NOTHING: Fragment = { nothing: 1, first: new Map(), last: new Map() };

class AutomatonCompiler {
  readonly #expansion: Expansion;
  readonly #sets: CodePoints[] = [];
  readonly #next: Ways[] = [];
  readonly #bounds: number[] = [];
  readonly #looks: { node: PatternNode; repeated: boolean }[] = [];
  #loops = 0;

  constructor(expansion: Expansion) {
    this.#expansion = expansion;
  }

  compile(pattern: PatternNode): Automaton {
    const { last } = this.#add(pattern);
    const accepting = new Set([...last.keys()].filter((state) => this.#sets[state] !== NO_CODE_POINT));
    return { sets: this.#sets, next: this.#next, accepting, bounds: this.#bounds, looks: this.#looks };
  }

  #add(node: PatternNode): Fragment {
    if (node.kind === 'characters') return this.#addState(node.set);
    // A state that nothing leads out of: what stands before `$` has not matched yet.
    if (node.kind === 'end') return this.#addState(NO_CODE_POINT);
    if (node.kind === 'sequence') return node.parts.reduce<Fragment>((left, part) => this.#concatenate(left, () => this.#add(part)), NOTHING);
    if (node.kind === 'alternatives') return node.parts.map((part) => this.#add(part)).reduce(either);
    if (node.kind === 'repeat') return this.#addRepeat(node.node, node.least, node.most);
    if (node.kind === 'look') this.#looks.push({ node: node.node, repeated: this.#loops > 0 });
    return NOTHING;
  }

  #addState(set: CodePoints): Fragment {
    if (this.#sets.length === MAX_STATES) throw new TooLarge();
    const state = this.#sets.push(set) - 1;
    this.#next.push(new Map());
    this.#bounds.push(0);
    return { nothing: 0, first: new Map([[state, 1]]), last: new Map([[state, 1]]) };
  }

  #addRepeat(node: PatternNode, least: number, most: number): Fragment {
    if (most === 0) return NOTHING;
    const largest = node.kind === 'characters' ? this.#expansion.character : this.#expansion.group;
    if (most > largest) return this.#addLoop(node, Math.min(least, largest), most);
    const required = Array.from({ length: least }, () => () => this.#add(node));
    const before = required.reduce<Fragment>((left, add) => this.#concatenate(left, add), NOTHING);
    return most === least ? before : this.#concatenate(before, () => this.#addOptional(node, most - least));
  }

  /** `(x(x(x)?)?)?` rather than `x?x?x?`, which could leave out any of the three. */
  #addOptional(node: PatternNode, count: number): Fragment {
    const inner = count === 1 ? this.#add(node) : this.#concatenate(this.#add(node), () => this.#addOptional(node, count - 1));
    return { ...inner, nothing: 1 };
  }

  #addLoop(node: PatternNode, least: number, most: number): Fragment {
    const before = Array.from({ length: Math.max(0, least - 1) }).reduce<Fragment>((left) => this.#concatenate(left, () => this.#add(node)), NOTHING);
    return this.#concatenate(before, () => this.#addStar(node, least, most));
  }

  // An iteration that matches nothing ends a loop, beyond those that are required. @see ECMA-262 §22.2.2.3.1
  #addStar(node: PatternNode, least: number, most: number): Fragment {
    const start = this.#sets.length;
    this.#loops++;
    const { nothing, first, last } = this.#add(node);
    this.#loops--;
    for (let state = start; state < this.#sets.length; state++) this.#bounds[state] = Math.max(this.#bounds[state] as number, most);
    // Of many iterations that are required, any may be the ones that match nothing: `(?:a?){30}`.
    const hasChoice = least > 1 && nothing > 0;
    this.#connect(last, hasChoice ? times(first, 2) : first);
    return { nothing: least > 0 ? nothing : 1, first, last };
  }

  #concatenate(left: Fragment, add: () => Fragment): Fragment {
    const right = add();
    this.#connect(left.last, right.first);
    return {
      nothing: limit(left.nothing * right.nothing),
      first: sum(left.first, times(right.first, left.nothing)),
      last: sum(times(left.last, right.nothing), right.last),
    };
  }

  #connect(from: Ways, to: Ways): void {
    for (const [state, ways] of from) {
      const next = this.#next[state] as Ways;
      for (const [target, more] of to) next.set(target, limit((next.get(target) ?? 0) + ways * more));
    }
  }
}

function either(left: Fragment, right: Fragment): Fragment {
  return { nothing: limit(left.nothing + right.nothing), first: sum(left.first, right.first), last: sum(left.last, right.last) };
}

/** More than one way is as bad as two. */
function limit(ways: number): number {
  return Math.min(ways, 2);
}

function times(ways: Ways, factor: number): Ways {
  return factor === 0 ? new Map<number, number>() : new Map([...ways].map(([state, count]) => [state, limit(count * factor)]));
}

function sum(left: Ways, right: Ways): Ways {
  const result = new Map(left);
  for (const [state, count] of right) result.set(state, limit((result.get(state) ?? 0) + count));
  return result;
}
