/**
 * Writes the function that answers the requests of a route. An engine notes what a function has seen, and makes fast code for
 * that: one that answers for all routes has seen everything, one of a single route always the same controller and results of
 * one shape. What is rare is left to functions that all routes share.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { kReply } from '../http/reply.js';
import type { AcceptCheck } from './accept.js';
import { runDependencies } from './dependencies.js';
import type { CompiledDependency } from './dependencies.js';
import type { HandlerCall } from './handler-call.js';
import { LinkedCode } from './linked-code.js';
import { STATE_NAMES, writeBeginState } from './request-state.js';
import type { RequestState } from './request-state.js';
import type { CompiledResponses } from './response.js';
import { closeExpired, fail } from './sent-by-hand.js';

/** Runs what is left of a route's dependencies, then the handler, and sends its answer. Never throws: what fails is sent, too. */
export type Handle = (request: FastifyRequest, reply: FastifyReply) => void;

export interface HandleParts {
  /** How many values a request has. */
  readonly size: number;
  readonly checkAccept: AcceptCheck | undefined;
  readonly dependencies: readonly CompiledDependency[];
  readonly call: HandlerCall;
  readonly responses: Pick<CompiledResponses, 'status' | 'isPlain' | 'send' | 'restrict'>;
  /** Whether the handler, or what it is given, may have the reply itself. */
  readonly sendsByHand: boolean;
}

export function compileHandle(parts: HandleParts): Handle {
  const code = new LinkedCode();
  const lines = [...writeComplete(parts, code), ...writeAnswer(parts, code), ...writeHandle(parts, code), 'return handle;'];
  return code.link<Handle>(lines, NAMES);
}

const NAMES = { ...STATE_NAMES, REPLY: kReply, TAG: Symbol.toStringTag, ArrayBuffer, closeExpired, fail, runDependencies, waitFor };

/** Sends what the handler has returned. */
function writeComplete({ responses }: HandleParts, code: LinkedCode): string[] {
  const send = `${code.constant(responses.send)}(result, request, reply);`;
  return [
    'function complete(state, result, request, reply) {',
    'if (state.expired !== undefined) return;',
    'state.isCompleted = true;',
    'if (state.isAnswered || reply.sent) return;',
    "const isReply = typeof result === 'object' && result !== null && REPLY in result;",
    'state.status = isReply ? result.status : reply.statusCode;',
    ...(responses.isPlain ? [`if (!isReply && state.status === ${responses.status} && ${IS_WRITTEN}) reply.send(result);`, `else ${send}`] : [send]),
    '}',
  ];
}

/** True for an object that `reply.send` takes for nothing but a value to be written. @see isSentUnwritten */
const IS_WRITTEN = `typeof result === 'object' && result !== null && typeof result.pipe !== 'function' && typeof result.getReader !== 'function' && !(result.buffer instanceof ArrayBuffer) && result[TAG] !== 'Response'`;

/** Calls the handler. A dependency that has answered stands instead of it, as a hook of Fastify's does. */
function writeAnswer({ call, responses, sendsByHand }: HandleParts, code: LinkedCode): string[] {
  const args = [code.constant(call.controller), ...call.slots.map((slot) => `values[${slot}]`)];
  return [
    'function answer(state, request, reply) {',
    'if (state.isAnswered) { closeExpired(state); return; }',
    ...(sendsByHand ? [`state.restrict = ${code.constant(responses.restrict)};`] : []),
    'const values = state.values;',
    `const result = ${code.constant(call.method)}.call(${args.join(', ')});`,
    "if (typeof result === 'object' && result !== null && typeof result.then === 'function') waitFor(result, complete, state, request, reply);",
    'else complete(state, result, request, reply);',
    '}',
  ];
}

function writeHandle({ size, checkAccept, responses, dependencies }: HandleParts, code: LinkedCode): string[] {
  return [
    'function handle(request, reply) {',
    'try {',
    ...(checkAccept === undefined ? [] : [`${code.constant(checkAccept)}(request);`]),
    writeBeginState(size),
    ...(responses.status === 200 ? [] : [`reply.code(${responses.status});`]),
    'const values = state.values;',
    ...dependencies.flatMap((_dependency, index) => writeDependency(dependencies, index, code)),
    'answer(state, request, reply);',
    '} catch (error) { fail(error, request, reply); }',
    '}',
  ];
}

/** From the first value that has to be waited for, the rest runs as it does everywhere: what is independent starts at once. */
function writeDependency(dependencies: readonly CompiledDependency[], index: number, code: LinkedCode): string[] {
  const { slot, start, provide } = dependencies[index] as CompiledDependency;
  const value = `v${slot}`;
  const wait = [
    `if (${value} instanceof Promise) {`,
    `const started = runDependencies(${code.constant(dependencies)}, state, request, reply, ${index + 1});`,
    'waitFor(started, (state, _started, request, reply) => answer(state, request, reply), state, request, reply);',
    'return;',
    '}',
  ];
  if (provide === undefined) return [`const ${value} = values[${slot}] = ${code.constant(start)}(state, request, reply);`, ...wait];
  return [
    `let ${value} = values[${slot}] = ${code.constant(provide.call)}(${provide.inputs});`,
    `if (typeof ${value} === 'object' && ${value} !== null && (typeof ${value}.then === 'function' || typeof ${value}.next === 'function')) {`,
    `${value} = values[${slot}] = ${code.constant(provide.open)}(${value}, state, request, reply);`,
    ...wait,
    '}',
  ];
}

type Step = (state: RequestState, value: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** Goes on when what was started has settled. */
function waitFor(started: PromiseLike<unknown>, step: Step, state: RequestState, request: FastifyRequest, reply: FastifyReply): void {
  started.then(
    (value) => {
      try {
        step(state, value, request, reply);
      } catch (error) {
        fail(error, request, reply);
      }
    },
    (error: unknown) => fail(error, request, reply),
  );
}
