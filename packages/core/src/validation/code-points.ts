/**
 * Sets of code points, as far as patterns need them: what a class matches, and whether two classes share a character.
 */

/** Pairs of first and last code point, ascending, without overlap: `[48, 57]` is `0-9`. */
export type CodePoints = readonly number[];

const LAST = 0x10ffff;

export const NO_CODE_POINT: CodePoints = [];
export const ANY_CODE_POINT: CodePoints = [0, LAST];
export const DIGITS: CodePoints = [48, 57];
export const WORD: CodePoints = [48, 57, 65, 90, 95, 95, 97, 122];
/** @see ECMA-262 §22.2.2.9 (CharacterClassEscape :: s), §12.2, §12.3 */
export const SPACE: CodePoints = [
  9, 13, 32, 32, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff,
];
const LINE_ENDS: CodePoints = [10, 10, 13, 13, 0x2028, 0x2029];

export const NOT_LINE_END = complementOf(LINE_ENDS);

export function complementOf(set: CodePoints): CodePoints {
  const result: number[] = [];
  let next = 0;
  for (let index = 0; index < set.length; index += 2) {
    if ((set[index] as number) > next) result.push(next, (set[index] as number) - 1);
    next = (set[index + 1] as number) + 1;
  }
  if (next <= LAST) result.push(next, LAST);
  return result;
}

export function unionOf(sets: readonly CodePoints[]): CodePoints {
  const ranges = sets.flatMap(toRanges).sort(([left], [right]) => left - right);
  const result: number[] = [];
  for (const [first, last] of ranges) {
    const end = result.length - 1;
    if (end > 0 && first <= (result[end] as number) + 1) result[end] = Math.max(result[end] as number, last);
    else result.push(first, last);
  }
  return result;
}

export function doOverlap(left: CodePoints, right: CodePoints): boolean {
  let [at, other] = [0, 0];
  while (at < left.length && other < right.length) {
    if ((left[at + 1] as number) < (right[other] as number)) at += 2;
    else if ((right[other + 1] as number) < (left[at] as number)) other += 2;
    else return true;
  }
  return false;
}

const LARGEST_FOLDED_RANGE = 0x300;

/** The set with the other case of its letters, as the `i` flag adds them. */
export function foldCase(set: CodePoints): CodePoints {
  const folded = toRanges(set)
    .filter(([first, last]) => last - first <= LARGEST_FOLDED_RANGE)
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)))
    .flatMap((char) => [char.toLowerCase(), char.toUpperCase()])
    .map((char) => char.codePointAt(0) as number);
  return unionOf([set, ...folded.map((code) => [code, code])]);
}

function toRanges(set: CodePoints): [number, number][] {
  return Array.from({ length: set.length / 2 }, (_, index) => [set[2 * index] as number, set[2 * index + 1] as number]);
}

const properties = new Map<string, CodePoints>();
let everyCharacter: string | undefined;

/** What `\p{…}` matches, found by asking the engine once per property: a table of Unicode would be larger than the framework. */
export function codePointsOfProperty(escape: string): CodePoints {
  const known = properties.get(escape);
  if (known !== undefined) return known;
  everyCharacter ??= listEveryCharacter();
  const set = [...everyCharacter.matchAll(new RegExp(`${escape}+`, 'gu'))].flatMap(([run]) => [run.codePointAt(0) as number, lastCodePointOf(run)]);
  properties.set(escape, set);
  return set;
}

function listEveryCharacter(): string {
  const blocks: string[] = [];
  for (let start = 0; start <= LAST; start += 0x800) {
    // A lone surrogate is no character, and two of them beside one another would be another one.
    if (start >= 0xd800 && start < 0xe000) continue;
    blocks.push(String.fromCodePoint(...Array.from({ length: 0x800 }, (_, index) => start + index)));
  }
  return blocks.join('');
}

function lastCodePointOf(text: string): number {
  const isPair = text.length > 1 && (text.charCodeAt(text.length - 1) & 0xfc00) === 0xdc00;
  return text.codePointAt(text.length - (isPair ? 2 : 1)) as number;
}
