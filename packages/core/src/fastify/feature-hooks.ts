import { NOT_RUN } from '../compile/dependencies.js';
import { stateOf } from '../compile/request-state.js';
import type { FeatureHook, FeatureHooks, FeatureRoute, SocketFeatureHooks } from '../route-feature.js';
import type { RouteCell } from '../route-kind.js';

/** The hooks of all features of a route, the outermost first. */
export function createFeatureHooks(cell: RouteCell<unknown>): { readonly [TName in keyof FeatureHooks]-?: readonly NonNullable<FeatureHooks[TName]>[] } {
  const hooks = cell.definition.policy.features.flatMap(({ hooks: create }) => (create === undefined ? [] : [create(createFeatureRoute(cell))]));
  return {
    onRequest: hooks.flatMap(({ onRequest }) => untilExpired(onRequest)),
    afterSecurity: hooks.flatMap(({ afterSecurity }) => untilExpired(afterSecurity)),
    preHandler: hooks.flatMap(({ preHandler }) => untilExpired(preHandler)),
    onSend: hooks.flatMap(({ onSend }) => onSend ?? []),
  };
}

/** The same of a route of sockets. */
export function createSocketFeatureHooks(cell: RouteCell<unknown>): {
  readonly [TName in keyof SocketFeatureHooks]-?: readonly NonNullable<SocketFeatureHooks[TName]>[];
} {
  const hooks = cell.definition.policy.features.flatMap(({ socketHooks: create }) => (create === undefined ? [] : [create(createFeatureRoute(cell))]));
  return {
    onRequest: hooks.flatMap(({ onRequest }) => onRequest ?? []),
    afterSecurity: hooks.flatMap(({ afterSecurity }) => afterSecurity ?? []),
    onOpen: hooks.flatMap(({ onOpen }) => onOpen ?? []),
  };
}

/** What a hook says after the time of the request is over is said to nobody. */
function untilExpired(hook: FeatureHook | undefined): readonly FeatureHook[] {
  if (hook === undefined) return [];
  return [
    (request, reply, done) => {
      hook(request, reply, (error) => {
        if (stateOf(request)?.expired === undefined) done(error);
      });
    },
  ];
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
    isExpired: (request) => stateOf(request)?.expired !== undefined,
    complete: (request) => {
      const state = stateOf(request);
      if (state === undefined) return;
      state.isCompleted = true;
      state.isHeaderChecked = true;
    },
  };
}
