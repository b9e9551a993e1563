import type { CallDefinition } from '../describe/call.js';
import type { Observer } from '../observe/observer.js';
import { compileDependencies, runDependencies, slotOf } from './dependencies.js';
import type { ReadSingleton, Surroundings } from './dependencies.js';
import { observeDependencies } from './observed.js';
import { Teardowns } from './teardown.js';

/** Calls a method with dependencies of its own, and closes what they opened. Rejects with what the method or they throw. */
export type CompiledCall = (given: readonly unknown[], context: unknown) => Promise<unknown>;

type Methods = Record<string, (...args: readonly unknown[]) => unknown>;

/** Prepares a method that is called without a request. Whoever calls it looks at the method; `observer` at its dependencies. */
export function compileCall(definition: CallDefinition, readSingleton: ReadSingleton, observer?: Observer): CompiledCall {
  const isOwnEachTime = definition.dependencies.some(({ lifetime }) => lifetime !== 'singleton');
  return isOwnEachTime ? compileWithDependencies(definition, readSingleton, observer) : compileWithSingletons(definition, readSingleton);
}

/** What most calls are: nothing is made for one, and nothing is to be closed after it. */
function compileWithSingletons({ dependencies, ...definition }: CallDefinition, readSingleton: ReadSingleton): CompiledCall {
  const { method, place } = definition;
  const count = definition.given.length;
  const values = dependencies.map(({ target }) => readSingleton(target));
  const self = values[slotOf(definition.self, 0)] as Methods;
  const rest = definition.arguments.map((reference) => values[slotOf(reference, 0)]);
  return async (given) => {
    try {
      // Not more than it was described with: a further one would stand in for the default of a parameter.
      return await self[method]?.(...(given.length > count ? given.slice(0, count) : given), ...rest);
    } catch (error) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- whatever was thrown inside is passed on as it is
      throw error ?? missingError(place, error);
    }
  };
}

function compileWithDependencies(definition: CallDefinition, readSingleton: ReadSingleton, observer: Observer | undefined): CompiledCall {
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
      result = await (values[self] as Methods)[method]?.(...given.slice(0, count), ...slots.map((slot) => values[slot]));
    } catch (error) {
      failure = error ?? missingError(definition.place, error);
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

/** For `throw undefined`: what is thrown must not be taken for nothing. */
function missingError(place: string, thrown: unknown): TypeError {
  return new TypeError(`${place} threw ${String(thrown)}.`);
}
