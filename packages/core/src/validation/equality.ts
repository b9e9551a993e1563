import { MAX_DEPTH } from './open-value.js';

/** Equality as JSON Schema defines it: by value, whatever the order of keys. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  return canonicalText(left, 0) === canonicalText(right, 0);
}

/** True where no two items are equal. Linear: ten thousand objects would otherwise be fifty million comparisons. */
export function areUnique(items: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  for (const item of items) seen.add(typeof item === 'object' && item !== null ? kObject + canonicalText(item, 0) : item);
  return seen.size === items.length;
}

/** Items are compared as they were sent, scalars as they were read: '1' and '1.0' are the same integer. What was not read comes last. */
export function areItemsUnique(items: readonly unknown[], results: readonly unknown[]): boolean {
  return areUnique(items.map((item, index) => (typeof item === 'object' || index >= results.length ? item : results[index])));
}

// No JSON text begins so, hence no string item of the list can equal an object's text.
const kObject = '\u0000object:';

/** The same text for equal values. Below MAX_DEPTH everything counts as equal, so that no value can exhaust the stack. */
function canonicalText(value: unknown, depth: number): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, depth + 1)).join()}]`;
  const object = value as Record<string, unknown>;
  const members = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(object[key], depth + 1)}`);
  return `{${members.join()}}`;
}
