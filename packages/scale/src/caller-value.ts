/**
 * What tells callers apart has to be another text for another caller. Of objects it is none: `String` makes
 * '[object Object]' of each of them, and JSON `{}` of what hides its fields, so that all callers would be one.
 *
 * @param option Whose value it is: "@RateLimit: 'by'".
 * @throws TypeError where the value is an object, a function or a symbol.
 */
export function assertTellsApart(value: unknown, option: string): void {
  if (value === null || !['object', 'function', 'symbol'].includes(typeof value)) return;
  const found = typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  throw new TypeError(
    `${option} yields ${found}, but callers are told apart by a text or a number. Yield one of it: dependency({ user }, ({ user }) => user.id).`,
  );
}
