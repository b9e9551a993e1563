import { isMount } from '../decorators/mount.js';
import type { Mount } from '../decorators/mount.js';
import type { ControllerOptions } from '../decorators/route-options.js';
import type { ProblemList } from '../errors.js';
import { readController, readFeatures, readOwnParameters, readOwnRoutes } from '../metadata/store.js';
import type { AnyClass, RouteRecord } from '../metadata/store.js';
import type { RouteFeature } from '../route-feature.js';
import { findLostFeatures, placeFeatures } from './features.js';
import { formatFound } from '../validation/found.js';
import { findStaticHandlers } from './handler.js';
import { readOptions } from './option-rules.js';
import { findPathMistake, joinPaths } from './path.js';
import type { OptionsLevel } from './options.js';

/** A controller with what stands around it: the prefix so far, and the options of every level from the application inwards. */
export interface PlacedController {
  readonly target: AnyClass;
  readonly prefix: string;
  readonly levels: readonly OptionsLevel[];
  readonly name: string | undefined;
  /** The names of the groups around it, outermost first: they stand before its own in operation ids. */
  readonly groups: readonly string[];
}

/** What stands around the entries of a list of controllers. */
export type Surrounding = Omit<PlacedController, 'target' | 'name'>;

/** Flattens groups to controllers, in their order. What stands twice in one place is said once, not of each of its routes. */
export function placeControllers(controllers: readonly (AnyClass | Mount)[], around: Surrounding, problems: ProblemList): readonly PlacedController[] {
  const placed = flatten(controllers, around, problems);
  return placed.filter((one, index) => {
    const isFirst = placed.findIndex(({ target, prefix }) => target === one.target && prefix === one.prefix) === index;
    if (!isFirst)
      problems.add('TYPHOON_ERR_CONTROLLER_INVALID', one.target.name, `is listed twice under '${one.prefix || '/'}'. Take one away, or mount() it elsewhere.`);
    return isFirst;
  });
}

function flatten(controllers: readonly (AnyClass | Mount)[], around: Surrounding, problems: ProblemList): readonly PlacedController[] {
  return controllers.flatMap((entry, index) => (isMount(entry) ? placeGroup(entry, around, problems) : placeController(entry, index, around, problems)));
}

function placeGroup({ prefix, controllers, options: given }: Mount, around: Surrounding, problems: ProblemList): readonly PlacedController[] {
  const place = `mount('${prefix}')`;
  const options = readOptions('controller', given, place, problems);
  if (!Array.isArray(controllers)) {
    problems.add(
      'TYPHOON_ERR_CONTROLLER_INVALID',
      place,
      `expects a list of controllers but got ${formatFound(controllers)}. Write mount('${prefix}', [ItemsController]).`,
    );
    return [];
  }
  const inside = {
    ...enter(around, { prefix, options, place }, problems),
    groups: options.name === undefined ? around.groups : [...around.groups, options.name],
  };
  return flatten(controllers, inside, problems);
}

function placeController(entry: AnyClass, index: number, around: Surrounding, problems: ProblemList): readonly PlacedController[] {
  const record = typeof entry === 'function' ? readController(entry) : undefined;
  if (record === undefined) {
    problems.add(
      'TYPHOON_ERR_CONTROLLER_INVALID',
      typeof entry === 'function' && entry.name !== '' ? entry.name : `controllers[${index}]`,
      explainInvalid(entry),
    );
    return [];
  }
  const options = readOptions('controller', record.options as ControllerOptions, entry.name, problems);
  const level = { prefix: record.prefix, options, place: entry.name, written: readFeatures(entry, undefined) };
  return [{ ...enter(around, level, problems), target: entry, name: options.name }];
}

interface Level {
  readonly prefix: string;
  readonly options: ControllerOptions;
  readonly place: string;
  /** Features of decorators. */
  readonly written?: readonly RouteFeature[];
}

/** The surrounding of what stands one level further in. */
function enter(around: Surrounding, { prefix, options, place, written }: Level, problems: ProblemList): Surrounding {
  const mistake = findPathMistake(prefix);
  if (mistake !== undefined) problems.add('TYPHOON_ERR_PATH_INVALID', place, mistake);
  const readable = mistake === undefined ? prefix : '/';
  const joined = joinPrefixes(around.prefix, readable);
  return { prefix: joined, levels: [...around.levels, placeFeatures(options as OptionsLevel, `${joined || '/'} ${place}`, written)], groups: around.groups };
}

function explainInvalid(entry: unknown): string {
  if (typeof entry === 'function' && entry.name === '')
    return "a class with @Controller(prefix), or mount(…), is expected but got a function without a name. Write @Controller('/'), not @Controller.";
  if (typeof entry === 'function') return "is given as a controller but has no @Controller(prefix). Decorate the class, or leave it out of 'controllers'.";
  const importCycle = entry === undefined ? ' Where two modules import each other, move what both need to a third.' : '';
  return `a class with @Controller(prefix), or mount(…), is expected but got ${formatFound(entry)}.${importCycle}`;
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
  findUndecorated(target, problems);
  findStaticHandlers(target, problems);
  return [...routes.values()].flat();
}

/** Parameters that say where they come from, on a method that says of no request that it answers it. */
function findUndecorated(target: AnyClass, problems: ProblemList): void {
  const owners = prototypesOf(target);
  const decorated = new Set(owners.flatMap(readOwnRoutes).map((record) => record.key));
  for (const owner of owners) {
    for (const key of Reflect.ownKeys(owner)) {
      if (key === 'constructor' || decorated.has(key)) continue;
      const place = `${(owner.constructor as AnyClass).name}.${String(key)}`;
      findLostFeatures(owner, key, place, problems);
      if (readOwnParameters(owner, key).length === 0) continue;
      problems.add('TYPHOON_ERR_ROUTE_INVALID', place, 'has parameters with sources but is no route. Add @Get(path), @Post(path) or another method above it.');
    }
  }
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
