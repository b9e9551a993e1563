import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../describe/route-definition.js';
import { RequestValidationError, toError } from '../http/request-errors.js';
import type { FormatTable } from '../schema/formats.js';
import { MAX_ISSUES } from '../validation/issue.js';
import type { ValidationIssue } from '../validation/issue.js';
import { compileAcceptCheck } from './accept.js';
import type { AcceptCheck } from './accept.js';
import { compileDependencies, NOT_RUN, runDependencies, slotOf } from './dependencies.js';
import type { CompiledDependency, ReadSingleton } from './dependencies.js';
import { compileInputs } from './inputs.js';
import { beginState, stateOf } from './request-state.js';
import type { RequestState } from './request-state.js';
import { compileResponses } from './response.js';
import type { CompiledResponses } from './response.js';
import { isThenable } from './thenable.js';

/** A route whose every step is prepared: what Fastify's hooks and handler call. */
export interface CompiledRoute {
  readonly responses: CompiledResponses;
  /** Security, before the body is read. Throws what refuses the request. */
  readonly runEarly: (request: FastifyRequest, reply: FastifyReply) => Promise<void> | undefined;
  /** Everything else that is read from the request. @throws RequestValidationError with the issues of all parts. */
  readonly validate: (request: FastifyRequest) => void;
  /** The issues of every part but the body, which could not be parsed. */
  readonly explainWithoutBody: (request: FastifyRequest) => ValidationIssue[];
  /** The remaining dependencies, then the handler, then its answer. */
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => void;
}

export interface CompileServices {
  readonly readSingleton: ReadSingleton;
  readonly controllerOf: (route: RouteDefinition) => object;
  /** The application's own formats. */
  readonly formats?: FormatTable | undefined;
  /** Check what handlers return before it is written. */
  readonly validateResponses: boolean;
}

type Handler = (...args: readonly unknown[]) => unknown;

/** Prepares a route. Runs once, at its first request; every mistake has been found at boot. */
export function compileRoute(route: RouteDefinition, services: CompileServices): CompiledRoute {
  const offset = route.inputs.length;
  const size = offset + route.dependencies.length;
  const dependencies = compileDependencies(route.dependencies, offset, services.readSingleton);
  const early = dependencies.filter((dependency) => dependency.early);
  const late = dependencies.filter((dependency) => !dependency.early);
  const earlySlots = [...new Set(early.flatMap((dependency) => dependency.reads))];
  const lateSlots = route.inputs.map((_input, slot) => slot).filter((slot) => !earlySlots.includes(slot));
  const { formats } = services;
  const earlyInputs = compileInputs(route, earlySlots, { checkUnknown: false, formats });
  const lateInputs = compileInputs(route, lateSlots, { checkUnknown: true, formats });
  const responses = compileResponses(route, { validate: services.validateResponses, formats });
  const call = compileCall(route, services, offset);

  const runEarly: CompiledRoute['runEarly'] = (request, reply) => {
    const state = beginState(request, size);
    state.isEarlyDone = true;
    if (!earlyInputs.read(request, state.values)) state.issues = earlyInputs.explain(request, { withBody: false });
    return runDependencies(skipRefused(early, state), state, request, reply);
  };

  return {
    responses,
    runEarly,
    validate: (request) => {
      const state = beginState(request, size);
      const isValid = lateInputs.read(request, state.values);
      if (isValid && state.issues === undefined) return;
      const issues = isValid ? [] : lateInputs.explain(request, { withBody: true });
      throw new RequestValidationError([...(state.issues ?? []), ...issues].slice(0, MAX_ISSUES));
    },
    explainWithoutBody: (request) => [...(stateOf(request)?.issues ?? []), ...lateInputs.explain(request, { withBody: false })],
    handle: compileHandle({ size, late, call, responses, checkAccept: compileAcceptCheck(route) }),
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

/** Calls the method with its arguments, taken out of the values. */
function compileCall(route: RouteDefinition, services: CompileServices, offset: number): (values: readonly unknown[]) => unknown {
  const controller = services.controllerOf(route);
  const method = (controller as Record<string, Handler>)[route.handler] as Handler;
  const slots = route.arguments.map((reference) => slotOf(reference, offset));
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

interface HandleParts {
  readonly size: number;
  readonly late: readonly CompiledDependency[];
  readonly call: (values: readonly unknown[]) => unknown;
  readonly responses: CompiledResponses;
  readonly checkAccept: AcceptCheck | undefined;
}

function compileHandle({ size, late, call, responses, checkAccept }: HandleParts): CompiledRoute['handle'] {
  const { status, send } = responses;
  const hasDependencies = late.length > 0;

  const complete = (state: RequestState, result: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    state.isCompleted = true;
    if (!reply.sent) send(result, request, reply);
  };

  const answer = (state: RequestState, request: FastifyRequest, reply: FastifyReply): void => {
    const result = call(state.values);
    if (isThenable(result))
      result.then(
        (value) => attempt(() => complete(state, value, request, reply), reply),
        (error: unknown) => fail(error, reply),
      );
    else complete(state, result, request, reply);
  };

  return (request, reply) => {
    checkAccept?.(request);
    const state = beginState(request, size);
    if (status !== 200) reply.code(status);
    const started = hasDependencies ? runDependencies(late, state, request, reply) : undefined;
    if (started === undefined) answer(state, request, reply);
    else
      started.then(
        () => attempt(() => answer(state, request, reply), reply),
        (error: unknown) => fail(error, reply),
      );
  };
}

function attempt(step: () => void, reply: FastifyReply): void {
  try {
    step();
  } catch (error) {
    fail(error, reply);
  }
}

/** Hands a failure to Fastify's error handling, whatever was thrown. */
function fail(thrown: unknown, reply: FastifyReply): void {
  const error = toError(thrown);
  if (reply.sent) reply.log.error({ err: error }, 'A handler failed after its answer was sent');
  else reply.send(error);
}
