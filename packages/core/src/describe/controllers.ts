import { isMount } from '../decorators/mount.js';
import type { Mount } from '../decorators/mount.js';
import type { ControllerOptions } from '../decorators/route-options.js';
import type { ProblemList } from '../errors.js';
import { readController, readOwnRoutes } from '../metadata/store.js';
import type { AnyClass, RouteRecord } from '../metadata/store.js';
import { joinPaths } from './path.js';
import type { OptionsLevel } from './options.js';

/** A controller with what stands around it: the prefix so far, and the options of every level from the application inwards. */
export interface PlacedController {
  readonly target: AnyClass;
  readonly prefix: string;
  readonly levels: readonly OptionsLevel[];
  readonly name: string | undefined;
}

/** Flattens groups to controllers, in their order. */
export function placeControllers(
  controllers: readonly (AnyClass | Mount)[],
  prefix: string,
  levels: readonly OptionsLevel[],
  problems: ProblemList,
): readonly PlacedController[] {
  return controllers.flatMap((entry) => {
    if (isMount(entry)) return placeControllers(entry.controllers, joinPrefixes(prefix, entry.prefix), [...levels, entry.options as OptionsLevel], problems);
    const record = typeof entry === 'function' ? readController(entry) : undefined;
    if (record === undefined) {
      const found = typeof entry === 'function' ? entry.name : String(entry);
      problems.add(
        'TYPHOON_ERR_CONTROLLER_INVALID',
        found,
        `is given as a controller but has no @Controller(prefix). Decorate the class, or leave it out of 'controllers'.`,
      );
      return [];
    }
    const options = record.options as ControllerOptions;
    return [{ target: entry, prefix: joinPrefixes(prefix, record.prefix), levels: [...levels, options as OptionsLevel], name: options.name }];
  });
}

/** A route as recorded, and the prototype that declares it. */
export interface PlacedRoute {
  readonly record: RouteRecord;
  readonly owner: object;
}

/** The routes of a controller, inherited ones first. An override of a decorated method must be decorated again. */
export function placeRoutes(target: AnyClass, problems: ProblemList): readonly PlacedRoute[] {
  const routes = new Map<string | symbol, PlacedRoute[]>();
  for (const owner of prototypesOf(target)) {
    const own = readOwnRoutes(owner);
    const decorated = new Set(own.map((record) => record.key));
    for (const key of routes.keys()) {
      if (!Object.hasOwn(owner, key)) continue;
      if (!decorated.has(key)) {
        const name = (owner.constructor as AnyClass).name;
        problems.add(
          'TYPHOON_ERR_ROUTE_OVERRIDE',
          `${name}.${String(key)}`,
          'overrides a decorated method without a decorator of its own. Decorate it and its parameters again: types cannot follow an override.',
        );
      }
      routes.delete(key);
    }
    for (const record of own) routes.set(record.key, [...(routes.get(record.key) ?? []), { record, owner }]);
  }
  return [...routes.values()].flat();
}

/** From the base class down to the class itself. */
function prototypesOf(target: AnyClass): object[] {
  const prototypes: object[] = [];
  for (let prototype: unknown = target.prototype; prototype !== null && prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype)) {
    prototypes.unshift(prototype as object);
  }
  return prototypes;
}

function joinPrefixes(outer: string, inner: string): string {
  const joined = joinPaths(outer, inner === '' ? '/' : inner);
  return joined === '/' ? '' : joined;
}
