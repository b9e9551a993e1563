import { doOverlap } from './code-points.js';
import type { CodePoints } from './code-points.js';
import { TooLarge } from './pattern-automaton.js';
import type { Automaton } from './pattern-automaton.js';

/** Steps of a search through pairs and triples of states before it is given up. */
const MAX_SEARCH = 400_000;

/**
 * The states of an automaton from which a match can still fail, and what one text can do to several of them at once.
 *
 * A state where the pattern has already matched is left out: whatever is tried behind it, the search ends there at the latest.
 */
export class StateGraph {
  /** Strongly connected states, in the order in which a text passes them. */
  readonly loops: readonly (readonly number[])[];
  readonly #automaton: Automaton;
  readonly #kinds: readonly number[];
  readonly #overlaps = new Map<number, boolean>();
  #searched = 0;

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
    this.#kinds = numberSets(automaton.sets);
    this.loops = this.#findLoops();
  }

  /** Undefined for a state that is left out. */
  next(state: number): ReadonlyMap<number, number> | undefined {
    return this.#automaton.accepting.has(state) ? undefined : this.#automaton.next[state];
  }

  /** True where one text leads from a state of the loop to two different ones and both of them back to one. */
  splitsAndRejoins(loop: readonly number[]): boolean {
    const within = new Set(loop);
    const origins = new Map<number, number[]>();
    const size = this.#automaton.sets.length;
    const open = loop.map((state) => state * size + state);
    const seen = new Set(open);
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      for (const target of this.#pairsAfter(Math.floor(pair / size), pair % size, within, within)) {
        const known = origins.get(target);
        if (known === undefined) origins.set(target, [pair]);
        else known.push(pair);
        if (seen.has(target)) continue;
        seen.add(target);
        open.push(target);
      }
    }
    return leadsBackFrom(
      loop.map((state) => state * size + state),
      origins,
      (pair) => Math.floor(pair / size) !== pair % size,
    );
  }

  /** True where a text that repeats in both loops also leads from the first into the second. */
  canShift(first: readonly number[], second: readonly number[]): boolean {
    const [from, to] = [new Set(first), new Set(second)];
    return first.some((start) => second.some((end) => this.#canShiftBetween(start, end, from, to)));
  }

  #canShiftBetween(start: number, end: number, first: ReadonlySet<number>, second: ReadonlySet<number>): boolean {
    const size = this.#automaton.sets.length;
    const goal = (start * size + end) * size + end;
    const open = [(start * size + start) * size + end];
    const seen = new Set(open);
    for (let triple = open.pop(); triple !== undefined; triple = open.pop()) {
      const [one, two, three] = [Math.floor(triple / size / size), Math.floor(triple / size) % size, triple % size];
      for (const pair of this.#pairsAfter(one, three, first, second)) {
        const [left, right] = [Math.floor(pair / size), pair % size];
        for (const middle of this.next(two)?.keys() ?? []) {
          this.#count();
          if (this.#isLeftOut(middle) || !this.#agree(left, middle) || !this.#agree(middle, right)) continue;
          const target = (left * size + middle) * size + right;
          if (target === goal) return true;
          if (seen.has(target)) continue;
          seen.add(target);
          open.push(target);
        }
      }
    }
    return false;
  }

  /** The pairs of states that one character leads to from a pair. */
  #pairsAfter(left: number, right: number, lefts: ReadonlySet<number>, rights: ReadonlySet<number>): number[] {
    const pairs: number[] = [];
    for (const one of this.next(left)?.keys() ?? []) {
      if (!lefts.has(one)) continue;
      for (const other of this.next(right)?.keys() ?? []) {
        this.#count();
        if (rights.has(other) && this.#agree(one, other)) pairs.push(one * this.#automaton.sets.length + other);
      }
    }
    return pairs;
  }

  #isLeftOut(state: number): boolean {
    return this.#automaton.accepting.has(state);
  }

  #count(): void {
    if (++this.#searched > MAX_SEARCH) throw new TooLarge();
  }

  /** True where some character leads into both states. */
  #agree(left: number, right: number): boolean {
    const [one, other] = [this.#kinds[left] as number, this.#kinds[right] as number];
    const key = one * this.#kinds.length + other;
    const known = this.#overlaps.get(key);
    if (known !== undefined) return known;
    const agree = doOverlap(this.#automaton.sets[left] as CodePoints, this.#automaton.sets[right] as CodePoints);
    this.#overlaps.set(key, agree);
    return agree;
  }

  /** Tarjan's strongly connected components, of which the last come first; those of one state count where it repeats. */
  #findLoops(): number[][] {
    const index = new Map<number, number>();
    const low = new Map<number, number>();
    const stack: number[] = [];
    const loops: number[][] = [];
    const visit = (state: number): void => {
      index.set(state, index.size);
      low.set(state, index.get(state) as number);
      stack.push(state);
      for (const target of this.next(state)?.keys() ?? []) {
        if (this.#isLeftOut(target)) continue;
        if (!index.has(target)) visit(target);
        if (stack.includes(target)) low.set(state, Math.min(low.get(state) as number, low.get(target) as number));
      }
      if (low.get(state) !== index.get(state)) return;
      const component = stack.splice(stack.indexOf(state));
      if (component.length > 1 || this.next(state)?.has(state) === true) loops.push(component);
    };
    for (const state of this.#automaton.sets.keys()) if (!index.has(state) && !this.#isLeftOut(state)) visit(state);
    return loops.reverse();
  }
}

/** Equal sets have equal numbers. */
function numberSets(sets: readonly CodePoints[]): readonly number[] {
  const numbers = new Map<string, number>();
  return sets.map((set) => {
    const key = set.join();
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

function leadsBackFrom(goals: readonly number[], origins: ReadonlyMap<number, readonly number[]>, isSought: (pair: number) => boolean): boolean {
  const open = [...goals];
  const seen = new Set(open);
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    if (isSought(pair)) return true;
    for (const origin of origins.get(pair) ?? []) {
      if (seen.has(origin)) continue;
      seen.add(origin);
      open.push(origin);
    }
  }
  return false;
}
