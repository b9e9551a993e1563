import { isDependency, kDependency } from '../dependency/dependency.js';
import type { DependencyDefinition } from '../describe/route-definition.js';
import type { Observer } from '../observe/observer.js';
import type { CompiledDependency } from './dependencies.js';

/** Dependencies, of which those that do something of their own are looked at while they do. */
export function observeDependencies(
  compiled: readonly CompiledDependency[],
  definitions: readonly DependencyDefinition[],
  observer: Observer | undefined,
): readonly CompiledDependency[] {
  if (observer === undefined) return compiled;
  return compiled.map((dependency, index) => {
    const { target, name, lifetime } = definitions[index] as DependencyDefinition;
    const isBuiltIn = isDependency(target) && target[kDependency].make !== 'provide';
    if (isBuiltIn || lifetime === 'singleton') return dependency;
    const told = { kind: 'dependency', name } as const;
    return { ...dependency, provide: undefined, start: (...args) => observer.around(told, () => dependency.start(...args)) };
  });
}
