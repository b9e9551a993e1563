import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../describe/route-definition.js';
import { RequestValidationError } from '../http/request-errors.js';
import type { Observer } from '../observe/observer.js';
import type { FormatTable } from '../schema/formats.js';
import { MAX_ISSUES } from '../validation/issue.js';
import type { ValidationIssue } from '../validation/issue.js';
import { compileDependencies, NOT_RUN, runDependencies } from './dependencies.js';
import type { CompiledDependency, ReadSingleton } from './dependencies.js';
import { compileInputs } from './inputs.js';
import type { InputReader } from './reader-code.js';
import { LinkedCode } from './linked-code.js';
import { observeDependencies } from './observed.js';
import { STATE_NAMES, beginState, stateOf, writeBeginState } from './request-state.js';
import type { RequestState } from './request-state.js';

/** What every kind of route does before its handler is called. */
export interface CompiledSteps {
  /** Security, before the body is read. Throws what refuses the request. */
  readonly runEarly: (request: FastifyRequest, reply: FastifyReply) => Promise<void> | undefined;
  /** Everything else that is read from the request. @throws RequestValidationError with the issues of all parts. */
  readonly validate: (request: FastifyRequest) => void;
  /** The issues of every part but the body, which could not be parsed. */
  readonly explainWithoutBody: (request: FastifyRequest) => ValidationIssue[];
  /** The dependencies that run after validation. */
  readonly late: readonly CompiledDependency[];
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

  const refuse: Refuse = (state, isValid, request) => {
    const issues = isValid ? [] : lateInputs.explain(request, { withBody: true });
    throw new RequestValidationError([...(state.issues ?? []), ...issues].slice(0, MAX_ISSUES));
  };

  return {
    size,
    runEarly: (request, reply) => {
      const state = beginState(request, size);
      if (!earlyInputs.read(request, state.values)) state.issues = earlyInputs.explain(request, { withBody: false });
      return runDependencies(skipRefused(early, state), state, request, reply);
    },
    validate: compileValidate(size, lateInputs.read, refuse),
    explainWithoutBody: (request) => [...(stateOf(request)?.issues ?? []), ...lateInputs.explain(request, { withBody: false })],
    late,
  };
}

type Refuse = (state: RequestState, isValid: boolean, request: FastifyRequest) => never;

/** A function of its own for each route, which what reads the inputs can become part of. */
function compileValidate(size: number, read: InputReader, refuse: Refuse): CompiledSteps['validate'] {
  const code = new LinkedCode();
  return code.link(
    [
      'return function validate(request) {',
      writeBeginState(size),
      `const isValid = ${code.constant(read)}(request, state.values);`,
      `if (!isValid || state.issues !== undefined) ${code.constant(refuse)}(state, isValid, request);`,
      '};',
    ],
    STATE_NAMES,
  );
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
