import type { RouteDefinition } from '../describe/route-definition.js';
import { slotOf } from './dependencies.js';
import type { CompileServices } from './steps.js';

/** How a handler is called: a method of a controller, with values of the request as its arguments. */
export interface HandlerCall {
  readonly controller: object;
  /** The method, or one that tells an observer of it. */
  readonly method: (this: object, ...args: unknown[]) => unknown;
  /** Where its arguments stand among the values. */
  readonly slots: readonly number[];
}

export function compileHandlerCall(route: RouteDefinition, { controllerOf, observer }: CompileServices): HandlerCall {
  const controller = controllerOf(route);
  const method = (controller as Record<string, HandlerCall['method']>)[route.handler] as HandlerCall['method'];
  const told = { kind: 'handler', name: `${route.controller.name}.${route.handler}` } as const;
  return {
    controller,
    method: observer === undefined ? method : (...args) => observer.around(told, () => method.apply(controller, args)),
    slots: route.arguments.map((reference) => slotOf(reference, route.inputs.length)),
  };
}

/** Calls a method that is given something before its arguments. */
export function compileGivenCall(route: RouteDefinition, services: CompileServices): (given: unknown, values: readonly unknown[]) => unknown {
  const { controller, method, slots } = compileHandlerCall(route, services);
  return (given, values) => method.call(controller, given, ...slots.map((slot) => values[slot]));
}
