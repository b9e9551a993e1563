/**
 * What compiled validators call: everything that is not worth writing out in their code.
 */
import type { FormatTable } from '../schema/formats.js';
import { convert, lastOf } from './conversion.js';
import { isEqual } from './equality.js';
export { areItemsUnique } from './equality.js';
import { INVALID } from './invalid.js';
import type { InputMode } from './issue.js';
import type { PlainObject } from './open-value.js';
import { placeIn } from './read-context.js';
import { SchemaReader } from './reader.js';
import type { Frame, SchemaNode } from './reference.js';
import { booleanOfText, memberOfText, numberOfText, safeIntegerOfText } from './text.js';

/** NaN for what is no integer. */
export function readTextInteger(value: unknown): number {
  if (typeof value === 'string') return safeIntegerOfText(value);
  const converted = convert('integer', value, 'text');
  return typeof converted === 'number' ? converted : NaN;
}

/** NaN or Infinity for what is no number. */
export function readTextNumber(value: unknown): number {
  if (typeof value === 'string') return numberOfText(value);
  const converted = convert('number', value, 'text');
  return typeof converted === 'number' ? converted : NaN;
}

/** Undefined for what is no boolean. */
export function readTextBoolean(value: unknown): boolean | undefined {
  const scalar = lastOf(value);
  if (typeof scalar === 'string') return booleanOfText(scalar);
  return typeof scalar === 'boolean' ? scalar : undefined;
}

/** The member of an enumeration; undefined where it is none. */
export function readTextMember(members: readonly unknown[], value: unknown): unknown {
  const scalar = lastOf(value);
  if (typeof scalar === 'string') return memberOfText(members, scalar);
  return members.some((member) => isEqual(member, value)) ? value : undefined;
}

/** A copy that inherits nothing: what an object inherits was not sent by anyone. */
export function toOwn(value: object): PlainObject {
  return Object.assign(Object.create(null) as PlainObject, value);
}

export function decodeOrInvalid(decode: (value: unknown) => unknown, value: unknown): unknown {
  try {
    return decode(value);
  } catch {
    return INVALID;
  }
}

type Branch = (value: unknown, depth: number) => unknown;

/** Tries the branch first that declares most of the properties that are there; of equals, the first. */
export function readBestBranch(branches: readonly Branch[], names: readonly (readonly string[])[], value: PlainObject, depth: number): unknown {
  const fits = names.map((declared) => countPresent(declared, value));
  for (let untried = branches.length; untried > 0; untried--) {
    const best = fits.indexOf(Math.max(...fits));
    fits[best] = -1;
    const result = (branches[best] as Branch)(value, depth);
    if (result !== INVALID) return result;
  }
  return INVALID;
}

function countPresent(names: readonly string[], value: PlainObject): number {
  let count = 0;
  for (const name of names) if (Object.hasOwn(value, name) && value[name] !== undefined) count++;
  return count;
}

/** Reads with the interpreter. */
export function interpret(
  node: SchemaNode,
  frame: Frame,
  mode: InputMode,
  formats: FormatTable | undefined,
  value: unknown,
  depth: number,
  isRequest = false,
): unknown {
  return new SchemaReader({ mode, formats, limit: 0, isRequest }).read(node, placeIn(frame, depth), value);
}
