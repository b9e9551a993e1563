import type { ProblemList } from '../errors.js';
import { readFeatures, readOwnRoutes } from '../metadata/store.js';
import type { RouteFeature } from '../route-feature.js';
import type { OptionsLevel } from './options.js';
import type { RouteDefinition } from './route-definition.js';

/** The features of all levels, the outermost first; of one name the nearest alone, unless that joins those before it. */
export function mergeFeatures(levels: readonly OptionsLevel[]): readonly RouteFeature[] {
  const merged = new Map<string, RouteFeature>();
  for (const feature of levels.flatMap((level) => level.features ?? [])) {
    const outer = merged.get(feature.name);
    merged.delete(feature.name);
    merged.set(feature.name, (outer === undefined ? undefined : feature.join?.(outer)) ?? feature);
  }
  return [...merged.values()];
}

/** A level with what decorators have written beside its options; each feature knows where it stands. */
export function placeFeatures<TLevel extends object>(level: TLevel, place: string, written: readonly RouteFeature[] = []): TLevel {
  const features = [...((level as OptionsLevel).features ?? []), ...written];
  return features.length === 0 ? level : { ...level, features: features.map((feature) => feature.at?.(place) ?? feature) };
}

/** Lets each feature of a route look at it and change it. */
export function applyFeatures(route: RouteDefinition, own: OptionsLevel, problems: ProblemList): RouteDefinition {
  return route.policy.features.reduce(
    (described, feature) => feature.describe?.(described, problems, own.features?.includes(feature) === true) ?? described,
    route,
  );
}

/** A feature on a method that answers nothing would be lost without a word. */
export function findLostFeatures(owner: object, key: string | symbol, place: string, problems: ProblemList): void {
  const [feature] = readFeatures(owner, key);
  if (feature === undefined || readOwnRoutes(owner).some((route) => route.key === key)) return;
  problems.add('TYPHOON_ERR_ROUTE_INVALID', place, `has ${feature.name} but is no route. Add @Get(path) or another method above it.`);
}
