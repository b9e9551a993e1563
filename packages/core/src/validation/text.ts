/**
 * Text into the types of JSON, as FastAPI (pydantic 2, lax mode) reads query, path, header, cookie and form values.
 */

const INTEGER = /^[+-]?\d+(?:\.0+)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NON_FINITE = /^[+-]?(?:nan|inf|infinity)$/i;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'on', 'yes', 't', 'y'].map((word) => [word, true] as const),
  ...['false', '0', 'off', 'no', 'f', 'n'].map((word) => [word, false] as const),
]);

/** '1' → 1; ' 1 ' → 1; '+1' → 1; '1.0' → 1; '1.5' → NaN; '1e3' → NaN; '' → NaN */
export function integerOfText(text: string): number {
  const length = text.length;
  if (length === 0) return NaN;
  if (length > 15) return slowIntegerOfText(text);
  let value = 0;
  for (let index = 0; index < length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return slowIntegerOfText(text);
    value = value * 10 + digit;
  }
  return value;
}

function slowIntegerOfText(text: string): number {
  const trimmed = text.trim();
  // `+ 0` turns -0 into 0.
  return INTEGER.test(trimmed) ? Number(trimmed) + 0 : NaN;
}

/** Like `integerOfText`, but NaN too for integers that a JavaScript number cannot hold exactly: '9007199254740993' would silently be another id. */
export function safeIntegerOfText(text: string): number {
  const value = integerOfText(text);
  return Number.isSafeInteger(value) ? value : NaN;
}

/**
 * NaN for what is no number.
 *
 * '1.5' → 1.5; '.5' → 0.5; '1e3' → 1_000; '1e999' → Infinity; 'inf' → Infinity; 'nan' → Infinity
 */
export function numberOfText(text: string): number {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return Number(trimmed) + 0;
  return NON_FINITE.test(trimmed) ? Infinity : NaN;
}

/** true/false/1/0/on/off/yes/no/t/f/y/n in any case. */
export function booleanOfText(text: string): boolean | undefined {
  return BOOLEANS.get(text) ?? (text.length > 5 ? undefined : BOOLEANS.get(text.toLowerCase()));
}

/** The member of a `const` or `enum` that a text stands for; undefined where none does. */
export function memberOfText(members: readonly unknown[], text: string): unknown {
  if (members.includes(text)) return text;
  return members.find((member) => isWrittenAs(member, text));
}

function isWrittenAs(member: unknown, text: string): boolean {
  if (typeof member === 'number') return numberOfText(text) === member;
  return typeof member === 'boolean' && booleanOfText(text) === member;
}
