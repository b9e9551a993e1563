/**
 * Regular expressions as trees, with the `u` flag, hence without the old syntax that means something else at every turn.
 * Only for what `RegExp` has accepted.
 *
 * @see ECMA-262 §22.2.1 (Patterns)
 */
import { ANY_CODE_POINT, codePointsOfProperty, complementOf, DIGITS, foldCase, NOT_LINE_END, SPACE, unionOf, WORD } from './code-points.js';
import type { CodePoints } from './code-points.js';

export type PatternNode =
  | { readonly kind: 'characters'; readonly set: CodePoints }
  | { readonly kind: 'start' | 'end' | 'empty' }
  /** What a look-ahead or look-behind tries; it consumes nothing. */
  | { readonly kind: 'look'; readonly node: PatternNode }
  | { readonly kind: 'sequence' | 'alternatives'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly least: number; readonly most: number };

/** Thrown for syntax that is newer than this parser. */
export class UnknownSyntax extends Error {
  override readonly name = 'UnknownSyntax';
}

const EMPTY: PatternNode = { kind: 'empty' };
const QUANTIFIER = /\*|\+|\?|\{(\d+)(,?)(\d*)\}/y;
const GROUP = /\((?:\?(:|=|!|<=|<!|<([^>]+)>|[^]))?/y;
const PLAIN_GROUPS: ReadonlySet<string> = new Set([':', '=', '!', '<=', '<!']);
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };
const CLASSES: Readonly<Record<string, CodePoints>> = { d: DIGITS, D: complementOf(DIGITS), w: WORD, W: complementOf(WORD), s: SPACE, S: complementOf(SPACE) };

/** Parses a pattern; of the flags `i` and `s` change what its characters match. */
export function parsePattern(source: string, flags: string): PatternNode {
  return new PatternParser(source, flags).parse();
}

class PatternParser {
  readonly #source: string;
  readonly #flags: string;
  readonly #groups: PatternNode[] = [];
  readonly #names = new Map<string, number>();
  #at = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
  }

  parse(): PatternNode {
    return this.#parseAlternatives();
  }

  #parseAlternatives(): PatternNode {
    const branches = [this.#parseSequence()];
    while (this.#take('|')) branches.push(this.#parseSequence());
    return branches.length === 1 ? (branches[0] as PatternNode) : { kind: 'alternatives', parts: branches };
  }

  #parseSequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] as string)) parts.push(this.#parseTerm());
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: 'sequence', parts };
  }

  #parseTerm(): PatternNode {
    const atom = this.#parseAtom();
    const quantifier = this.#match(QUANTIFIER);
    if (quantifier === undefined) return atom;
    this.#take('?');
    const [text, least, comma, most] = quantifier;
    if (least === undefined) return { kind: 'repeat', node: atom, least: text === '+' ? 1 : 0, most: text === '?' ? 1 : Infinity };
    const end = comma === '' ? least : most;
    return { kind: 'repeat', node: atom, least: Number(least), most: end === '' || end === undefined ? Infinity : Number(end) };
  }

  #parseAtom(): PatternNode {
    const char = this.#source[this.#at];
    if (char === '(') return this.#parseGroup();
    if (char === '[') return this.#characters(this.#parseClass());
    if (char === '\\') return this.#parseEscape();
    const code = this.#next();
    if (char === '^') return { kind: 'start' };
    if (char === '$') return { kind: 'end' };
    if (char === '.') return this.#characters(this.#flags.includes('s') ? ANY_CODE_POINT : NOT_LINE_END);
    return this.#characters([code, code]);
  }

  #parseGroup(): PatternNode {
    const [text, opening, name] = this.#match(GROUP) as RegExpExecArray;
    const isCapturing = text === '(' || name !== undefined;
    const number = isCapturing ? this.#groups.push(EMPTY) : 0;
    if (name !== undefined) this.#names.set(name, number);
    // Modifiers, `(?i:…)`, and whatever comes after them.
    if (!isCapturing && !PLAIN_GROUPS.has(opening as string)) throw new UnknownSyntax(text);
    const node = this.#parseAlternatives();
    this.#take(')');
    if (isCapturing) this.#groups[number - 1] = node;
    return isCapturing || opening === ':' ? node : { kind: 'look', node };
  }

  #parseEscape(): PatternNode {
    const letter = this.#source[this.#at + 1] as string;
    if (letter === 'b' || letter === 'B') {
      this.#at += 2;
      return EMPTY;
    }
    if (letter === 'k' || (letter >= '1' && letter <= '9')) return this.#parseBackreference();
    return this.#characters(this.#parseCharacterEscape());
  }

  /** A backreference repeats a text of its group: at most what the group itself matches. */
  #parseBackreference(): PatternNode {
    const [, number, name] = this.#match(/\\(?:(\d+)|k<([^>]+)>)/y) as RegExpExecArray;
    const group = number === undefined ? this.#names.get(name as string) : Number(number);
    return this.#groups[(group ?? 0) - 1] ?? EMPTY;
  }

  #parseCharacterEscape(): CodePoints {
    const letter = this.#source[this.#at + 1] as string;
    if (letter === 'p' || letter === 'P') return codePointsOfProperty((this.#match(/\\[pP]\{[^}]*\}/y) as RegExpExecArray)[0]);
    const code = this.#parseCodeEscape();
    if (code !== undefined) return [code, code];
    this.#at += 2;
    const named = CLASSES[letter];
    if (named !== undefined) return named;
    const own = CONTROLS[letter] ?? letter.charCodeAt(0);
    return [own, own];
  }

  #parseCodeEscape(): number | undefined {
    const control = this.#match(/\\c([A-Za-z])/y);
    if (control !== undefined) return (control[1] as string).charCodeAt(0) % 32;
    const pair = this.#match(/\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/iy);
    if (pair !== undefined) return String.fromCharCode(parseInt(pair[1] as string, 16), parseInt(pair[2] as string, 16)).codePointAt(0);
    const hex = this.#match(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]+)\})/iy);
    return hex === undefined ? undefined : parseInt((hex[1] ?? hex[2] ?? hex[3]) as string, 16);
  }

  #parseClass(): CodePoints {
    this.#at++;
    const isNegated = this.#take('^');
    const sets: CodePoints[] = [];
    while (!this.#take(']')) {
      const first = this.#parseClassAtom();
      const isRange = this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']';
      if (isRange) this.#at++;
      const last = isRange ? this.#parseClassAtom() : first;
      sets.push(isRange ? [first[0] as number, last[1] as number] : first);
    }
    const set = this.#fold(unionOf(sets));
    return isNegated ? complementOf(set) : set;
  }

  #parseClassAtom(): CodePoints {
    if (this.#match(/\\b/y) !== undefined) return [8, 8];
    if (this.#source[this.#at] === '\\') return this.#parseCharacterEscape();
    const code = this.#next();
    return [code, code];
  }

  #characters(set: CodePoints): PatternNode {
    return { kind: 'characters', set: this.#fold(set) };
  }

  #fold(set: CodePoints): CodePoints {
    return this.#flags.includes('i') ? foldCase(set) : set;
  }

  /** The code point here, which is passed. */
  #next(): number {
    const code = this.#source.codePointAt(this.#at) as number;
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }

  #take(char: string): boolean {
    if (this.#source[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }
}
