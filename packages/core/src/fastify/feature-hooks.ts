import { NOT_RUN } from '../compile/dependencies.js';
import { stateOf } from '../compile/request-state.js';
import type { FeatureHook, FeatureHooks, FeatureRoute } from '../route-feature.js';
import type { RouteCell } from '../route-kind.js';

/** The hooks of all features of a route, the outermost first. */
export function createFeatureHooks(cell: RouteCell<unknown>): { readonly [TName in keyof FeatureHooks]-?: readonly NonNullable<FeatureHooks[TName]>[] } {
  const hooks = cell.definition.policy.features.flatMap(({ hooks: create }) => (create === undefined ? [] : [create(createFeatureRoute(cell))]));
  return {
    onRequest: hooks.flatMap(({ onRequest }) => onRequest ?? []),
    afterSecurity: hooks.flatMap(({ afterSecurity }) => afterSecurity ?? []),
    preHandler: hooks.flatMap(({ preHandler }) => preHandler ?? []) satisfies FeatureHook[],
    onSend: hooks.flatMap(({ onSend }) => onSend ?? []),
  };
}

function createFeatureRoute(cell: RouteCell<unknown>): FeatureRoute {
  return {
    get definition() {
      return cell.definition;
    },
    readSingleton: cell.readSingleton,
    readValues: (request) => stateOf(request)?.values ?? [],
    readGuard: (request, target) => {
      const { inputs, dependencies } = cell.definition;
      const used = cell.resolve(target);
      const value = stateOf(request)?.values[inputs.length + dependencies.findIndex((dependency) => dependency.target === used)];
      return value === NOT_RUN ? undefined : value;
    },
    complete: (request) => {
      const state = stateOf(request);
      if (state === undefined) return;
      state.isCompleted = true;
      state.isHeaderChecked = true;
    },
  };
}
