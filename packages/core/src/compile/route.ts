import { fastifyReply } from '../dependency/request.js';
import type { RouteDefinition } from '../describe/route-definition.js';
import { compileAcceptCheck } from './accept.js';
import { compileHandlerCall } from './handler-call.js';
import { compileResponses } from './response.js';
import type { CompiledResponses } from './response.js';
import { compileHandle } from './route-code.js';
import type { Handle } from './route-code.js';
import { compileSteps } from './steps.js';
import type { CompiledSteps, CompileServices } from './steps.js';

/** A plain route whose every step is prepared: what Fastify's hooks and handler call. */
export interface CompiledRoute extends CompiledSteps {
  readonly responses: CompiledResponses;
  readonly handle: Handle;
}

/** Prepares a route. Runs once, at its first request; every mistake has been found at boot. */
export function compileRoute(route: RouteDefinition, services: CompileServices): CompiledRoute {
  const steps = compileSteps(route, services);
  const responses = compileResponses(route, { validate: services.validateResponses, formats: services.formats });
  const handle = compileHandle({
    size: steps.size,
    checkAccept: compileAcceptCheck(route),
    dependencies: steps.late,
    call: compileHandlerCall(route, services),
    responses,
    sendsByHand: route.dependencies.some(({ target }) => target === fastifyReply),
  });
  return { ...steps, responses, handle };
}
