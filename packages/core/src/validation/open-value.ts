/**
 * Values whose shape no schema describes: `Any`, `Unknown`, `additionalProperties: true`.
 */
import { INVALID } from './invalid.js';

/**
 * Most levels of arrays and objects within one another, where the schema itself sets no end: open values and recursive
 * schemas. Far below the some 5,000 levels at which `JSON.stringify` and every recursive function throw RangeError.
 */
export const MAX_DEPTH = 100;

export type PlainObject = Record<string, unknown>;

/** True for `{}` and objects without prototype; not for arrays, dates and instances of classes. */
export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True for whatever has named properties: everything that is `typeof 'object'` but null and arrays. */
export function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * These two never arrive by way of a value nobody described: merged carelessly, they change the prototype of other objects.
 */
export function isPoison(key: string): boolean {
  return key === '__proto__' || key === 'constructor';
}

/**
 * A copy of arrays and plain objects without `__proto__` and `constructor` keys; other values (an uploaded file, say) as they are.
 * `INVALID` where the value, which lies `depth` levels deep, goes beyond MAX_DEPTH.
 */
export function copyOpen(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return copyOpenArray(value, depth);
  return isPlainObject(value) ? copyOpenObject(value, depth) : value;
}

function copyOpenArray(items: readonly unknown[], depth: number): unknown {
  if (depth >= MAX_DEPTH) return INVALID;
  const copy: unknown[] = [];
  for (const item of items) {
    const copied = copyOpen(item, depth + 1);
    if (copied === INVALID) return INVALID;
    copy.push(copied);
  }
  return copy;
}

function copyOpenObject(object: PlainObject, depth: number): unknown {
  if (depth >= MAX_DEPTH) return INVALID;
  const copy: PlainObject = {};
  for (const key of Object.keys(object)) {
    if (isPoison(key)) continue;
    const copied = copyOpen(object[key], depth + 1);
    if (copied === INVALID) return INVALID;
    copy[key] = copied;
  }
  return copy;
}

/** The value itself, or where it is deeper than MAX_DEPTH a copy cut off there: what is shown in an answer must be writable as JSON. */
export function limitDepth(value: unknown): unknown {
  return isWithin(value, MAX_DEPTH) ? value : cutOff(value, MAX_DEPTH);
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return children.every((child) => isWithin(child, levels - 1));
}

function cutOff(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => cutOff(item, levels - 1));
  return isPlainObject(value) ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, cutOff(child, levels - 1)])) : value;
}

/** Own enumerable keys, `__proto__` not counted: it is stripped before anything looks. */
export function countKeys(object: object): number {
  const keys = Object.keys(object);
  return Object.hasOwn(object, '__proto__') && keys.includes('__proto__') ? keys.length - 1 : keys.length;
}
