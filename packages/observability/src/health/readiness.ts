import type { Application, Dependency, DependencyInput, ReadinessCheck, Yielded } from '@typhoon/core';

/** A check of something that a dependency or class gives; `readiness()` makes one. */
export interface DeclaredReadiness {
  readonly toCheck: (app: Application) => ReadinessCheck;
}

/** How a check is called, and how much depends on it. */
export interface ReadinessOptions {
  /** The name among the details. Default: 'check'. */
  readonly name?: string;
  /** False where the application can do its work without it: then it is told, and counts for nothing. Default: true. */
  readonly isRequired?: boolean;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a dependency of any value
type AnyTarget = DependencyInput & (Dependency<any> | (abstract new (...args: any[]) => any));

/**
 * A check of what a dependency gives, for the option `health`: where the dependency cannot say so itself (`ready`, `@Ready()`).
 * What lives as long as a request is made for the check, and closed after it.
 *
 * @param check Rejects, throws or returns false where it cannot be used. The signal aborts when its time is over.
 * @example
 * const database = readiness(Database, (database) => database.ping(), { name: 'database' });
 * createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], health: { checks: [database] } });
 */
export function readiness<TTarget extends AnyTarget>(
  target: TTarget,
  check: (value: Yielded<TTarget>, signal: AbortSignal) => unknown,
  { name = 'check', isRequired = true }: ReadinessOptions = {},
): DeclaredReadiness {
  return {
    toCheck: (app) => ({ name, isRequired, check: async (signal) => app.run(target, (value) => check(value, signal)) }),
  };
}
