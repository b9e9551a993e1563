import type { FastifyReply, FastifyRequest } from 'fastify';
import { stateOf } from '../compile/request-state.js';
import { closeExpired, isAnswered } from '../compile/sent-by-hand.js';
import type { CompiledSteps } from '../compile/steps.js';
import type { RouteDefinition } from '../describe/route-definition.js';
import { toError } from '../http/request-errors.js';
import type { RouteCell } from '../route-kind.js';

/** What Fastify hands to a hook that is no promise. */
export type Done = (error?: Error) => void;

type Hook = (request: FastifyRequest, reply: FastifyReply, done: Done) => void;

/** True where security, or what it needs, runs before the body is read. */
export function runsEarly(definition: RouteDefinition): boolean {
  return definition.dependencies.some((dependency) => dependency.early);
}

/** True where anything of a request can be refused by validation. */
export function validates(definition: RouteDefinition): boolean {
  return definition.inputs.length > 0 || Object.values(definition.policy.unknown).includes('reject');
}

/** The hook that runs security: for `onRequest`. */
export function createEarlyHook(cell: RouteCell<CompiledSteps>): Hook {
  return (request, reply, done) => {
    const proceed: Done = (error) => {
      const state = stateOf(request);
      if (state?.expired !== undefined) closeExpired(state);
      // A dependency that has sent an answer by hand is the end of it, as a hook of Fastify's is.
      else if (error !== undefined || !isAnswered(request, reply)) done(error);
    };
    runStep(() => cell.compiled().runEarly(request, reply), proceed);
  };
}

/** The hook that runs validation, after `before`: for `preValidation`. */
export function createValidationHook(cell: RouteCell<CompiledSteps>, before?: (request: FastifyRequest) => void): Hook {
  return (request, _reply, done) => {
    if (stateOf(request)?.expired !== undefined) return;
    try {
      before?.(request);
      cell.compiled().validate(request);
    } catch (error) {
      done(toError(error));
      return;
    }
    done();
  };
}

/** Runs a step that may be a promise, and tells Fastify how it went. */
export function runStep(step: () => Promise<void> | undefined, done: Done): void {
  let started: Promise<void> | undefined;
  try {
    started = step();
  } catch (error) {
    done(toError(error));
    return;
  }
  if (started === undefined) done();
  else
    started.then(
      () => done(),
      (error: unknown) => done(toError(error)),
    );
}
