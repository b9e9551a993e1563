import type { FastifyReply, FastifyRequest } from 'fastify';
import { fastifyReply } from '../dependency/request.js';
import type { RouteDefinition } from '../describe/route-definition.js';
import { compileAcceptCheck } from './accept.js';
import type { AcceptCheck } from './accept.js';
import { isReply } from '../http/reply.js';
import { beginState } from './request-state.js';
import type { RequestState } from './request-state.js';
import { compileResponses } from './response.js';
import type { CompiledResponses } from './response.js';
import { compileCall, compileSteps } from './steps.js';
import type { CompiledSteps, CompileServices } from './steps.js';
import { closeExpired, fail } from './sent-by-hand.js';
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
  const sendsByHand = route.dependencies.some(({ target }) => target === fastifyReply);
  return { ...steps, responses, handle: compileHandle({ steps, call, responses, sendsByHand, checkAccept: compileAcceptCheck(route) }) };
}

interface HandleParts {
  readonly steps: CompiledSteps;
  readonly call: (values: readonly unknown[]) => unknown;
  readonly responses: CompiledResponses;
  /** Whether the handler, or what it is given, may have the reply itself. */
  readonly sendsByHand: boolean;
  readonly checkAccept: AcceptCheck | undefined;
}

function compileHandle({ steps: { size, runLate }, call, responses, sendsByHand, checkAccept }: HandleParts): CompiledRoute['handle'] {
  const { status, send, restrict } = responses;

  const complete = (state: RequestState, result: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    if (state.expired !== undefined) return;
    state.isCompleted = true;
    if (state.isAnswered || reply.sent) return;
    state.status = isReply(result) ? result.status : reply.statusCode;
    send(result, request, reply);
  };

  const answer = (state: RequestState, request: FastifyRequest, reply: FastifyReply): void => {
    // A dependency that has answered stands instead of the handler, as a hook of Fastify's does.
    if (state.isAnswered) {
      closeExpired(state);
      return;
    }
    state.isHandling = true;
    if (sendsByHand) state.restrict = restrict;
    const result = call(state.values);
    if (isThenable(result))
      result.then(
        (value) => attempt(() => complete(state, value, request, reply), request, reply),
        (error: unknown) => fail(error, request, reply),
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
        () => attempt(() => answer(state, request, reply), request, reply),
        (error: unknown) => fail(error, request, reply),
      );
  };
}

function attempt(step: () => void, request: FastifyRequest, reply: FastifyReply): void {
  try {
    step();
  } catch (error) {
    fail(error, request, reply);
  }
}
