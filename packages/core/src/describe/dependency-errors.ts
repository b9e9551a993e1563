import { isDependency, kDependency } from '../dependency/dependency.js';
import type { AnyDependency } from '../dependency/dependency.js';
import { ProblemList } from '../errors.js';
import type { ErrorClass } from '../http/http-error.js';
import type { AnyClass } from '../metadata/store.js';
import { inputsOf, isTarget, resolveTarget } from './graph.js';
import type { Overrides } from './graph.js';

type Target = AnyDependency | AnyClass;

/** The errors that dependencies declare with `throws`, and all that those need. */
export function errorsBelow(targets: readonly Target[], overrides: Overrides): readonly ErrorClass[] {
  const seen = new Set<Target>();
  const open = [...targets];
  const errors: ErrorClass[] = [];
  for (let asked = open.pop(); asked !== undefined; asked = open.pop()) {
    const target = resolveTarget(asked, overrides);
    if (!isTarget(target) || seen.has(target)) continue;
    seen.add(target);
    const record = isDependency(target) ? target[kDependency] : undefined;
    if (record?.make === 'provide') errors.push(...(record.throws ?? []));
    // Mistakes are noted where the graph itself is described.
    for (const [, source] of inputsOf(target, '', new ProblemList())) if (source.in === 'dependency') open.push(source.dependency);
  }
  return errors;
}
