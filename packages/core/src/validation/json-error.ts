/** Where a text stops being JSON, and why, in the words of Python's `json` module, which FastAPI's clients know. */
export interface JsonError {
  /** Index of the character, from 0. */
  readonly position: number;
  readonly message: string;
}

/**
 * Finds the first mistake in a text that `JSON.parse` refused. Runs only then: its messages have no position in most cases.
 *
 * '{"a": 1,}' → { position: 8, message: 'Expecting property name enclosed in double quotes' }
 *
 * @see RFC 8259
 */
export function findJsonError(text: string): JsonError {
  try {
    new Scanner(text).scan();
  } catch (error) {
    if (error instanceof Mistake) return { position: error.position, message: error.message };
    throw error;
  }
  return { position: 0, message: 'Expecting value' };
}

class Mistake extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

type Container = 'object' | 'array';

/** Walks without recursion: a text of 20,000 open brackets is a mistake like any other. */
class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    const open: Container[] = [];
    this.#skipSpace();
    for (;;) {
      const opened = this.#scanValueStart(open.length);
      if (opened !== undefined) open.push(opened);
      if (opened !== undefined && !this.#closesEmpty(open)) continue;
      if (!this.#scanAfterValue(open)) return;
    }
  }

  /** Reads a scalar, or the opening of a container, whose kind it returns. */
  #scanValueStart(_depth: number): Container | undefined {
    const char = this.#text[this.#at];
    if (char === '"') {
      this.#scanString();
      return;
    }
    if (char === '{') {
      this.#at++;
      return 'object';
    }
    if (char === '[') {
      this.#at++;
      return 'array';
    }
    this.#scanLiteral();
    return undefined;
  }

  /** After an opening: true where the container closes at once; otherwise the first value of it is next. */
  #closesEmpty(open: Container[]): boolean {
    this.#skipSpace();
    const isObject = open.at(-1) === 'object';
    if (this.#text[this.#at] === (isObject ? '}' : ']')) {
      this.#at++;
      open.pop();
      return true;
    }
    if (isObject) this.#scanKey();
    return false;
  }

  /** After a value: closes what ends here and moves on to the next value. False at the end of the text. */
  #scanAfterValue(open: Container[]): boolean {
    for (;;) {
      this.#skipSpace();
      const container = open.at(-1);
      if (container === undefined) {
        if (this.#at < this.#text.length) throw new Mistake('Extra data', this.#at);
        return false;
      }
      const char = this.#text[this.#at];
      if (char === (container === 'object' ? '}' : ']')) {
        this.#at++;
        open.pop();
        continue;
      }
      if (char !== ',') throw new Mistake("Expecting ',' delimiter", this.#at);
      this.#at++;
      this.#skipSpace();
      if (container === 'object') this.#scanKey();
      return true;
    }
  }

  #scanKey(): void {
    if (this.#text[this.#at] !== '"') throw new Mistake('Expecting property name enclosed in double quotes', this.#at);
    this.#scanString();
    this.#skipSpace();
    if (this.#text[this.#at] !== ':') throw new Mistake("Expecting ':' delimiter", this.#at);
    this.#at++;
    this.#skipSpace();
  }

  #scanString(): undefined {
    const start = this.#at;
    for (this.#at++; ; this.#at++) {
      const char = this.#text[this.#at];
      if (char === undefined) throw new Mistake('Unterminated string starting at', start);
      if (char === '"') break;
      if (char < ' ') throw new Mistake('Invalid control character at', this.#at);
      if (char === '\\') this.#scanEscape();
    }
    this.#at++;
  }

  #scanEscape(): void {
    const start = this.#at++;
    const char = this.#text[this.#at];
    if (char === undefined) return;
    if (char !== 'u') {
      if (!'"\\/bfnrt'.includes(char)) throw new Mistake('Invalid \\escape', start);
      return;
    }
    if (!/^[0-9a-fA-F]{4}/.test(this.#text.slice(this.#at + 1, this.#at + 5))) throw new Mistake('Invalid \\uXXXX escape', this.#at);
    this.#at += 4;
  }

  #scanLiteral(): void {
    LITERAL.lastIndex = this.#at;
    const match = LITERAL.exec(this.#text);
    if (match === null) throw new Mistake('Expecting value', this.#at);
    this.#at = LITERAL.lastIndex;
  }

  #skipSpace(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
