import type { CallDefinition } from '../describe/call.js';
import type { Observer } from '../observe/observer.js';
import { compileDependencies, runDependencies, slotOf } from './dependencies.js';
import type { ReadSingleton, Surroundings } from './dependencies.js';
import { observeDependencies } from './observed.js';
import { Teardowns } from './teardown.js';

/** Calls a method with dependencies of its own, and closes what they opened. Rejects with what the method or they throw. */
export type CompiledCall = (given: readonly unknown[], context: unknown) => Promise<unknown>;

/** Prepares a method that is called without a request. Whoever calls it looks at the method; `observer` at its dependencies. */
export function compileCall(definition: CallDefinition, readSingleton: ReadSingleton, observer?: Observer): CompiledCall {
  const { method } = definition;
  const count = definition.given.length;
  const dependencies = observeDependencies(compileDependencies(definition.dependencies, 0, readSingleton), definition.dependencies, observer);
  const self = slotOf(definition.self, 0);
  const slots = definition.arguments.map((reference) => slotOf(reference, 0));
  return async (given, context) => {
    const surroundings: Surroundings = { values: [], teardowns: undefined, beginTeardowns };
    const { values } = surroundings;
    let failure: unknown;
    let result: unknown;
    try {
      // Only substitutes read it, which know what it is: describing has refused all others.
      const pending = runDependencies(dependencies, surroundings, context as never, undefined as never);
      if (pending !== undefined) await pending;
      result = await (values[self] as Record<string, (...args: readonly unknown[]) => unknown>)[method]?.(
        ...given.slice(0, count),
        ...slots.map((slot) => values[slot]),
      );
    } catch (error) {
      failure = error ?? new TypeError(`${definition.place} threw ${String(error)}.`);
    }
    const { teardowns } = surroundings;
    const last = teardowns === undefined || teardowns.isEmpty ? failure : await teardowns.close(failure);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- whatever was thrown inside is passed on as it is
    if (last !== undefined) throw last;
    return result;
  };
}

/** Most calls open nothing that must be closed. */
function beginTeardowns(): Teardowns {
  return new Teardowns();
}
