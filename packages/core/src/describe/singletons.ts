import { isDependency, kDependency } from '../dependency/dependency.js';
import type { AnyDependency, Lifetime } from '../dependency/dependency.js';
import type { ProblemList } from '../errors.js';
import type { AnyClass } from '../metadata/store.js';
import { formatFound } from '../validation/found.js';
import { cureForTarget, inputName, inputsOf, isTarget, lifetimeOf, nameOf, resolveTarget, sharedOf } from './graph.js';
import type { Overrides } from './graph.js';
import type { RouteDefinition } from './route-definition.js';

type Target = AnyDependency | AnyClass;

/** A value that is made once, before the application listens. */
export interface SingletonDefinition {
  readonly name: string;
  readonly target: Target;
  readonly lifetime: Lifetime;
  /** By input name for functions, by position for constructors. */
  readonly inputs: readonly (readonly [key: string, target: Target])[];
}

/** The controllers and every singleton that routes ask for, each after what it needs. Mistakes go to `problems`. */
export function describeSingletons(
  routes: readonly RouteDefinition[],
  others: readonly Target[],
  overrides: Overrides,
  problems: ProblemList,
): readonly SingletonDefinition[] {
  const graph = new SingletonGraph(overrides, problems);
  for (const target of others) graph.add(target, []);
  for (const route of routes) {
    graph.add(route.controller, []);
    for (const dependency of route.dependencies) if (dependency.lifetime === 'singleton') graph.add(dependency.target, []);
  }
  return graph.definitions;
}

class SingletonGraph {
  readonly definitions: SingletonDefinition[] = [];
  readonly #known = new Set<Target>();
  readonly #overrides: Overrides;
  readonly #problems: ProblemList;

  constructor(overrides: Overrides, problems: ProblemList) {
    this.#overrides = overrides;
    this.#problems = problems;
  }

  add(asked: Target, path: readonly Target[]): Target {
    const target = resolveTarget(asked, this.#overrides);
    if (path.includes(target)) {
      const cycle = [...path.slice(path.indexOf(target)), target].map(nameOf).join(' → ');
      this.#problems.add(
        'TYPHOON_ERR_DEP_CYCLE',
        nameOf(path[0] as Target),
        `cannot be made, since dependencies need each other: ${cycle}. Take what both need into a third one.`,
      );
      return target;
    }
    if (this.#known.has(target)) return target;
    this.#known.add(target);
    if (isDependency(target) && target[kDependency].make === 'provide') target[kDependency].findProblems?.(this.#problems);
    const way = [...path, target];
    const inputs = inputsOf(target, way.map(nameOf).join(' → '), this.#problems).flatMap(([key, source]) => {
      if (source.in !== 'dependency') {
        this.#refuse(way, `${inputName(target, key)} reads the ${source.in} of a request`);
        return [];
      }
      if (!isTarget(source.dependency)) {
        this.#problems.add(
          'TYPHOON_ERR_DEP_MISSING',
          nameOf(target),
          `${inputName(target, key)} names no dependency but ${formatFound(source.dependency)}. ${cureForTarget(source.dependency)}`,
        );
        return [];
      }
      const needed = sharedOf(resolveTarget(source.dependency, this.#overrides));
      if (lifetimeOf(needed) === 'request') {
        this.#refuse(way, `${inputName(target, key)} → ${nameOf(needed)} lives as long as a request`);
        return [];
      }
      return [[key, this.add(needed, way)] as const];
    });
    this.definitions.push({ name: nameOf(target), target, lifetime: lifetimeOf(target), inputs });
    return target;
  }

  #refuse(way: readonly Target[], reason: string): void {
    const drawn = way.map((target, depth) => `${'  '.repeat(depth)}${nameOf(target)}`).join('\n');
    this.#problems.add(
      'TYPHOON_ERR_DEP_LIFETIME',
      nameOf(way[0] as Target),
      `lives as long as the application and needs something of a request: ${reason}. Ask for it in the handler, or give what needs it the lifetime 'request'.\n${drawn}`,
    );
  }
}
