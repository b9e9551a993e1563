import type { Fields } from './request-options.js';

/** { tag: ['a', 'b'], q: undefined } → 'tag=a&tag=b' */
export function encodePairs(pairs: Fields): string {
  const all = Object.entries(pairs).flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((item) => [key, item] as const));
  return new URLSearchParams(all.flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, String(value)]]))).toString();
}
