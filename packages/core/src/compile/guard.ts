import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../describe/route-definition.js';
import { RequestValidationError } from '../http/request-errors.js';
import type { FormatTable } from '../schema/formats.js';
import { compileDependencies, runDependencies } from './dependencies.js';
import type { CompiledDependency, ReadSingleton, Surroundings } from './dependencies.js';
import { compileInputs } from './inputs.js';
import { beginTeardowns } from './teardown.js';

/** Runs dependencies for a request whose handler is not ours. Throws, or rejects with, what refuses it. */
export type CompiledGuard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export interface GuardServices {
  readonly readSingleton: ReadSingleton;
  /** The application's own formats. */
  readonly formats?: FormatTable | undefined;
}

/** Prepares the dependencies of a definition whose own handler is never called. */
export function compileGuard(definition: RouteDefinition, services: GuardServices): CompiledGuard {
  const offset = definition.inputs.length;
  const dependencies = compileDependencies(definition.dependencies, offset, services.readSingleton);
  // Security first: a stranger learns nothing of validation.
  const steps = [true, false].map((early) => compileStep(definition, dependencies, { early, formats: services.formats }));
  return async (request, reply) => {
    const values = new Array<unknown>(offset + dependencies.length).fill(undefined);
    // What generators open lives until the answer has left: there is no handler whose answer they could still change.
    const surroundings: Surroundings = { values, teardowns: undefined, beginTeardowns };
    try {
      for (const step of steps) await step(surroundings, request, reply);
    } catch (error) {
      throw (await surroundings.teardowns?.close(error)) ?? error;
    }
  };
}

function compileStep(
  definition: RouteDefinition,
  all: readonly CompiledDependency[],
  step: { readonly early: boolean; readonly formats: FormatTable | undefined },
) {
  const dependencies = all.filter((dependency) => dependency.early === step.early);
  const inputs = compileInputs(definition, [...new Set(dependencies.flatMap((dependency) => dependency.reads))], {
    checkUnknown: false,
    formats: step.formats,
  });
  return (surroundings: Surroundings, request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
    if (!inputs.read(request, surroundings.values)) throw new RequestValidationError(inputs.explain(request, { withBody: false }));
    return runDependencies(dependencies, surroundings, request, reply);
  };
}
