import { readReadiness, writeReadiness } from '../metadata/store.js';
import type { AnyClass } from '../metadata/store.js';
import { isDependency, kDependency } from './dependency.js';
import type { AnyDependency } from './dependency.js';

/** Whether something that an application needs can be used at the moment. */
export interface ReadinessCheck {
  /** What is checked, as people know it: 'database'. */
  readonly name: string;
  /** Rejects, throws, or returns false where it cannot be used. The signal aborts when nobody waits any more. */
  readonly check: (signal: AbortSignal) => unknown;
  /** False where the application can do its work without it, though slower or in part. */
  readonly isRequired: boolean;
}

type CheckMethod = (signal: AbortSignal) => unknown;

/**
 * Marks the method of a class that lives as long as the application, and that says whether it can be used: it rejects,
 * throws or returns false where not. `/readyz` calls it; the signal aborts when its time is over.
 *
 * @example
 * class Database {
 *   readonly pool = connect();
 *   @Ready() async ping(signal: AbortSignal) { await this.pool.query('select 1', { signal }); }
 * }
 */
export function Ready(): <TMethod extends CheckMethod>(prototype: object, key: string | symbol, method: TypedPropertyDescriptor<TMethod>) => void {
  return (prototype, key) => {
    writeReadiness(prototype, key);
  };
}

/** The checks that a dependency or class declares of the value that was made for it. */
export function readinessOf(name: string, target: AnyDependency | AnyClass, value: unknown): readonly ReadinessCheck[] {
  if (isDependency(target)) {
    const record = target[kDependency];
    const check = record.make === 'provide' ? record.ready : undefined;
    return check === undefined ? [] : [{ name, check: (signal) => check(value as never, signal), isRequired: true }];
  }
  return readReadiness(target.prototype as object).map((key) => ({
    name,
    // An engine may have made another value than an instance of the class.
    check: (signal: AbortSignal) => (value as Partial<Record<string | symbol, CheckMethod>>)[key]?.(signal),
    isRequired: true,
  }));
}
