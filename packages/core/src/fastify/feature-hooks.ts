import { stateOf } from '../compile/request-state.js';
import type { FeatureHook, FeatureHooks } from '../route-feature.js';
import type { RouteCell } from '../route-kind.js';

/** The hooks of all features of a route, the outermost first. */
export function createFeatureHooks(cell: RouteCell<unknown>): { readonly [TName in keyof FeatureHooks]-?: readonly NonNullable<FeatureHooks[TName]>[] } {
  const hooks = cell.definition.policy.features.flatMap(({ hooks: create }) => (create === undefined ? [] : [create(createFeatureRoute(cell))]));
  return {
    onRequest: hooks.flatMap(({ onRequest }) => onRequest ?? []),
    preHandler: hooks.flatMap(({ preHandler }) => preHandler ?? []) satisfies FeatureHook[],
    onSend: hooks.flatMap(({ onSend }) => onSend ?? []),
  };
}

function createFeatureRoute(cell: RouteCell<unknown>) {
  return {
    get definition() {
      return cell.definition;
    },
    readSingleton: cell.readSingleton,
    readValues: (request: Parameters<typeof stateOf>[0]) => stateOf(request)?.values ?? [],
    complete: (request: Parameters<typeof stateOf>[0]) => {
      const state = stateOf(request);
      if (state === undefined) return;
      state.isCompleted = true;
      state.isHeaderChecked = true;
    },
  };
}
