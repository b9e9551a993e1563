import { readOwnRoutes } from '../metadata/store.js';
import type { AnyClass } from '../metadata/store.js';
import type { ProblemList } from '../errors.js';
import { formatFound } from '../validation/found.js';

/**
 * What is wrong with the member that a route decorator stands on, as a sentence; undefined where it is a method.
 * The compiler refuses all of it: this is for programs without types.
 *
 * @param owner The prototype that declares the member.
 */
export function findHandlerMistake(owner: object, key: string): string | undefined {
  const member = Object.getOwnPropertyDescriptor(owner, key);
  if (member !== undefined && typeof member.value === 'function') return undefined;
  return `a route stands on ${formatMember(member)}, but a handler is a method. Write '${key}() { … }' below the decorator.`;
}

/** Routes that were declared on the class itself: no request reaches them. */
export function findStaticHandlers(target: AnyClass, problems: ProblemList): void {
  for (const { key } of readOwnRoutes(target)) {
    problems.add(
      'TYPHOON_ERR_ROUTE_INVALID',
      `${target.name}.${String(key)}`,
      "a route stands on a static method, but a handler is called on the controller's instance. Remove 'static'.",
    );
  }
}

/** What a class field is set to is known when an instance is made: the prototype has nothing. */
function formatMember(member: PropertyDescriptor | undefined): string {
  if (member === undefined) return 'a property';
  return member.get !== undefined || member.set !== undefined ? 'a getter or setter' : formatFound(member.value);
}
