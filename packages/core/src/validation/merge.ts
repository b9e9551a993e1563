import { isPlainObject } from './open-value.js';
import type { PlainObject } from './open-value.js';

/**
 * One value from what several schemas made of the same one: each brings the properties it declares.
 *
 * `{ a: 1 }` and `{ b: 2 }` → `{ a: 1, b: 2 }`. Where two say something of the same scalar, the one that changed it
 * (coerced or decoded it) wins.
 */
export function mergeReadings(original: unknown, left: unknown, right: unknown): unknown {
  if (Array.isArray(left) && Array.isArray(right)) return mergeLists(original as readonly unknown[], left, right);
  if (isMergeable(left) && isMergeable(right)) return mergeObjects(original, left, right);
  return left === original || (isPlainObject(left) && !isPlainObject(right)) ? right : left;
}

/** A tuple brings no more items than it has places; the longer of two brings the rest. */
function mergeLists(original: readonly unknown[], left: readonly unknown[], right: readonly unknown[]): unknown[] {
  const [longer, shorter] = left.length < right.length ? [right, left] : [left, right];
  return longer.map((item, index) => (index < shorter.length ? mergeReadings(original[index], left[index], right[index]) : item));
}

// Instances of models are merged as well; dates, maps and the like are values of one piece.
function isMergeable(value: unknown): value is PlainObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date || value instanceof URL || value instanceof Map || value instanceof Set || value instanceof Uint8Array)
  );
}

function mergeObjects(original: unknown, left: PlainObject, right: PlainObject): PlainObject {
  const [first, source] = isPlainObject(left) && !isPlainObject(right) ? [right, left] : [left, right];
  const target = isPlainObject(first) ? { ...first } : first;
  for (const key of Object.keys(source)) {
    const value = Object.hasOwn(target, key) ? mergeReadings((original as PlainObject)[key], target[key], source[key]) : source[key];
    defineMember(target, key, value);
  }
  return target;
}

/** Sets an own property whatever its name: `__proto__` and setters of a class included. */
export function defineMember(target: object, key: string, value: unknown): void {
  if (key in target && !Object.hasOwn(target, key)) Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else (target as PlainObject)[key] = value;
}

/** An instance of a model's class with these properties; what the class itself initialises stays where they say nothing. */
export function toInstance(model: new () => object, properties: PlainObject): object {
  const instance = new model();
  for (const key of Object.keys(properties)) defineMember(instance, key, properties[key]);
  return instance;
}
