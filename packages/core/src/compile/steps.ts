import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../describe/route-definition.js';
import { RequestValidationError } from '../http/request-errors.js';
import type { Observed, Observer } from '../observe/observer.js';
import type { FormatTable } from '../schema/formats.js';
import { MAX_ISSUES } from '../validation/issue.js';
import type { ValidationIssue } from '../validation/issue.js';
import { compileDependencies, NOT_RUN, runDependencies, slotOf } from './dependencies.js';
import type { CompiledDependency, ReadSingleton } from './dependencies.js';
import { compileInputs } from './inputs.js';
import { observeDependencies } from './observed.js';
import { beginState, stateOf } from './request-state.js';
import type { RequestState } from './request-state.js';

/** What every kind of route does before its handler is called. */
export interface CompiledSteps {
  /** Security, before the body is read. Throws what refuses the request. */
  readonly runEarly: (request: FastifyRequest, reply: FastifyReply) => Promise<void> | undefined;
  /** Everything else that is read from the request. @throws RequestValidationError with the issues of all parts. */
  readonly validate: (request: FastifyRequest) => void;
  /** The issues of every part but the body, which could not be parsed. */
  readonly explainWithoutBody: (request: FastifyRequest) => ValidationIssue[];
  /** The remaining dependencies; undefined where there are none. */
  readonly runLate: ((state: RequestState, request: FastifyRequest, reply: FastifyReply) => Promise<void> | undefined) | undefined;
  /** How many values a request of the route has. */
  readonly size: number;
}

export interface CompileServices {
  readonly readSingleton: ReadSingleton;
  readonly controllerOf: (route: RouteDefinition) => object;
  /** The application's own formats. */
  readonly formats?: FormatTable | undefined;
  /** What looks at dependencies and handlers; undefined where nothing does. */
  readonly observer?: Observer | undefined;
  /** Check what handlers return before it is written. */
  readonly validateResponses: boolean;
}

/** Prepares what a route reads and needs. */
export function compileSteps(route: RouteDefinition, services: CompileServices): CompiledSteps {
  const offset = route.inputs.length;
  const size = offset + route.dependencies.length;
  const dependencies = observeDependencies(compileDependencies(route.dependencies, offset, services.readSingleton), route.dependencies, services.observer);
  const early = dependencies.filter((dependency) => dependency.early);
  const late = dependencies.filter((dependency) => !dependency.early);
  const earlySlots = [...new Set(early.flatMap((dependency) => dependency.reads))];
  const lateSlots = route.inputs.map((_input, slot) => slot).filter((slot) => !earlySlots.includes(slot));
  const { formats } = services;
  const earlyInputs = compileInputs(route, earlySlots, { checkUnknown: false, formats });
  const lateInputs = compileInputs(route, lateSlots, { checkUnknown: true, formats });

  return {
    size,
    runEarly: (request, reply) => {
      const state = beginState(request, size);
      state.isEarlyDone = true;
      if (!earlyInputs.read(request, state.values)) state.issues = earlyInputs.explain(request, { withBody: false });
      return runDependencies(skipRefused(early, state), state, request, reply);
    },
    validate: (request) => {
      const state = beginState(request, size);
      const isValid = lateInputs.read(request, state.values);
      if (isValid && state.issues === undefined) return;
      const issues = isValid ? [] : lateInputs.explain(request, { withBody: true });
      throw new RequestValidationError([...(state.issues ?? []), ...issues].slice(0, MAX_ISSUES));
    },
    explainWithoutBody: (request) => [...(stateOf(request)?.issues ?? []), ...lateInputs.explain(request, { withBody: false })],
    runLate: late.length === 0 ? undefined : (state, request, reply) => runDependencies(late, state, request, reply),
  };
}

/** A dependency whose input was refused does not run, nor does what needs it. */
function skipRefused(early: readonly CompiledDependency[], state: RequestState): readonly CompiledDependency[] {
  if (state.issues === undefined) return early;
  return early.filter((dependency) => {
    const isRefused = dependency.reads.some((slot) => state.values[slot] === NOT_RUN);
    if (isRefused) state.values[dependency.slot] = NOT_RUN;
    return !isRefused;
  });
}

type Handler = (...args: readonly unknown[]) => unknown;

/** Calls the method with its arguments, taken out of the values. */
export function compileCall(route: RouteDefinition, services: CompileServices): (values: readonly unknown[]) => unknown {
  const call = compilePlainCall(route, services);
  const { observer } = services;
  if (observer === undefined) return call;
  const told = toObserved(route);
  return (values) => observer.around(told, () => call(values));
}

function compilePlainCall(route: RouteDefinition, services: CompileServices): (values: readonly unknown[]) => unknown {
  const { controller, method, slots } = readHandler(route, services);
  const [first = 0, second = 0, third = 0] = slots;
  switch (slots.length) {
    case 0:
      return () => method.call(controller);
    case 1:
      return (values) => method.call(controller, values[first]);
    case 2:
      return (values) => method.call(controller, values[first], values[second]);
    case 3:
      return (values) => method.call(controller, values[first], values[second], values[third]);
    default:
      return (values) =>
        method.apply(
          controller,
          slots.map((slot) => values[slot]),
        );
  }
}

/** The same for a method that is given something before its arguments. */
export function compileGivenCall(route: RouteDefinition, services: CompileServices): (given: unknown, values: readonly unknown[]) => unknown {
  const { controller, method, slots } = readHandler(route, services);
  const call = (given: unknown, values: readonly unknown[]): unknown => method.call(controller, given, ...slots.map((slot) => values[slot]));
  const { observer } = services;
  if (observer === undefined) return call;
  const told = toObserved(route);
  return (given, values) => observer.around(told, () => call(given, values));
}

function toObserved(route: RouteDefinition): Observed {
  return { kind: 'handler', name: `${route.controller.name}.${route.handler}` };
}

function readHandler(route: RouteDefinition, services: CompileServices): { controller: object; method: Handler; slots: readonly number[] } {
  const controller = services.controllerOf(route);
  return {
    controller,
    method: (controller as Record<string, Handler>)[route.handler] as Handler,
    slots: route.arguments.map((reference) => slotOf(reference, route.inputs.length)),
  };
}
