import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../describe/route-definition.js';
import { toError } from '../http/request-errors.js';
import { compileAcceptCheck } from './accept.js';
import type { AcceptCheck } from './accept.js';
import { beginState } from './request-state.js';
import type { RequestState } from './request-state.js';
import { compileResponses } from './response.js';
import type { CompiledResponses } from './response.js';
import { compileCall, compileSteps } from './steps.js';
import type { CompiledSteps, CompileServices } from './steps.js';
import { isThenable } from './thenable.js';

/** A plain route whose every step is prepared: what Fastify's hooks and handler call. */
export interface CompiledRoute extends CompiledSteps {
  readonly responses: CompiledResponses;
  /** The remaining dependencies, then the handler, then its answer. */
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => void;
}

/** Prepares a route. Runs once, at its first request; every mistake has been found at boot. */
export function compileRoute(route: RouteDefinition, services: CompileServices): CompiledRoute {
  const steps = compileSteps(route, services);
  const responses = compileResponses(route, { validate: services.validateResponses, formats: services.formats });
  const call = compileCall(route, services);
  return { ...steps, responses, handle: compileHandle({ steps, call, responses, checkAccept: compileAcceptCheck(route) }) };
}

interface HandleParts {
  readonly steps: CompiledSteps;
  readonly call: (values: readonly unknown[]) => unknown;
  readonly responses: CompiledResponses;
  readonly checkAccept: AcceptCheck | undefined;
}

function compileHandle({ steps: { size, runLate }, call, responses, checkAccept }: HandleParts): CompiledRoute['handle'] {
  const { status, send } = responses;

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
    const started = runLate?.(state, request, reply);
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
