/** What was found where something else is expected, for messages: `the constructor 'Number'`, `a plain object`, `the text 'x'`. */
export function formatFound(value: unknown): string {
  if (typeof value === 'function') return `the ${isConstructor(value) ? 'constructor' : 'function'} '${value.name}'`;
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a plain object';
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- no object gets here
  return typeof value === 'string' ? `the text '${value}'` : `the ${typeof value} '${String(value)}'`;
}

/** A class, of the language or of the user: other functions have no prototype, or one that can be replaced. */
export function isConstructor(value: object): boolean {
  return Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === false;
}
