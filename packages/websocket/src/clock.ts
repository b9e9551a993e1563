const START = Date.now();

/**
 * Milliseconds since the process began, or soon after. A small integer, which V8 keeps inside an object, for its first
 * 24 days; `Date.now()` is an object of its own for each field that holds it.
 */
export function readClock(): number {
  return Date.now() - START;
}
