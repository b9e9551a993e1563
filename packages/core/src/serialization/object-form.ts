import { hasJsonForm } from './json-text.js';

/** Names that every object inherits: only an object's own member counts as declared data. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

export function isInherited(name: string): boolean {
  return INHERITED.has(name);
}

/** A declared member, from a getter of a class too, but never what every object inherits. */
export function readMember(value: object, name: string): unknown {
  if (isInherited(name) && !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** What stands for a value that says itself how it is written. */
export function toJsonForm(value: unknown): unknown {
  return typeof value === 'object' && value !== null && hasJsonForm(value) ? value.toJSON('') : undefined;
}

/** True for what is written by its declared members: no list, no collection, nothing that says itself how it is written. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !hasJsonForm(value) && !isForeign(value);
}

const FOREIGN = [Map, Set, WeakMap, WeakSet, Promise, RegExp, ArrayBuffer, Uint8Array, DataView, Date];

/** Objects whose content is not in their members: written by these they would be `{}`, for a promise that nobody awaited too. */
export function isForeign(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return false;
  return FOREIGN.some((constructor) => value instanceof constructor);
}
