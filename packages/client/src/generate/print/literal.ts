/** Values as source text. Nothing of a document reaches the code by another way than these and the doc comments. */
import { isIdentifier } from '../name/identifier.js';
import { enclose, join, line } from './layout.js';
import type { Layout } from './layout.js';

/** In the quotes that need fewer escapes, single ones if that is equal, as Prettier has it. */
export function toStringLiteral(text: string): string {
  const [single, double] = [text.split("'").length, text.split('"').length];
  const quote = single > double ? '"' : "'";
  const escaped = Array.from(text, (letter) => (letter === quote ? `\\${quote}` : escapeLetter(letter))).join('');
  return `${quote}${escaped}${quote}`;
}

/** 1e+21 → '1e21' */
export function toNumberLiteral(value: number): string {
  return String(value).replace('e+', 'e');
}

/** A name before a colon: quoted only where it must be. */
export function toKey(name: string): string {
  return isIdentifier(name) || /^[1-9]\d{0,14}$/.test(name) ? name : toStringLiteral(name);
}

/** The same in the literal of an object, where `__proto__` would be something else. */
export function toValueKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : toKey(name);
}

/** The call of a function that the module imports. */
export class Call {
  readonly name: string;
  readonly args: readonly unknown[];

  constructor(name: string, ...args: readonly unknown[]) {
    this.name = name;
    this.args = args;
  }
}

/** A value of another module that is asked for when it is needed: so it may refer to itself. */
export class Reference {
  readonly expression: string;

  constructor(expression: string) {
    this.expression = expression;
  }
}

/** A function, of the platform or of the run time, as it is. */
export class Name {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** JSON, names, calls and references as an expression; what is undefined in an object is left out. */
export function toValue(value: unknown): Layout {
  if (value instanceof Reference) return `() => ${value.expression}`;
  if (value instanceof Name) return value.name;
  if (value instanceof Call) return [value.name, '(', join(', ', value.args.map(toValue)), ')'];
  if (typeof value === 'string') return toStringLiteral(value);
  if (typeof value === 'number') return toNumberLiteral(value);
  if (Array.isArray(value)) return enclose('[', value.map(toValue), ']');
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return enclose(
    '{',
    entries.map(([name, part]) => [`${toValueKey(name)}: `, toValue(part)]),
    '}',
    { padding: line },
  );
}

/** Control characters, line ends of all kinds, and marks that turn the direction of text: a reader must see what is there. */
function escapeLetter(letter: string): string {
  if (letter === '\\') return '\\\\';
  if (letter === '\n') return '\\n';
  if (!/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(letter)) return letter;
  return Array.from({ length: letter.length }, (_, index) => `\\u${letter.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
