import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginState, stateOf } from '../compile/request-state.js';
import { isAnswered } from '../compile/sent-by-hand.js';
import type { CompiledSteps } from '../compile/steps.js';
import { abortSignalOf } from '../dependency/request-signal.js';
import { HttpError } from '../http/http-error.js';
import { RequestTimeout } from '../http/limit-errors.js';
import { isGone } from '../http/reply-connection.js';
import type { RouteCell } from '../route-kind.js';
import { isBodyRead } from './error-handler.js';
import type { Done } from './step-hooks.js';

/**
 * Begins the time of a request: for security, dependencies and the handler, until that has returned. Then it is answered
 * with 504, the dependency `signal` aborts, what is open is closed, and what the handler still returns is dropped. Where it
 * is the client that has not sent its body by then, the answer is 408.
 */
export function createTimeLimitHook(cell: RouteCell<CompiledSteps>, milliseconds: number): (request: FastifyRequest, reply: FastifyReply, done: Done) => void {
  return (request, reply, done) => {
    const timer = setTimeout(() => expire(cell, milliseconds, request, reply), milliseconds);
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  };
}

function expire(cell: RouteCell<CompiledSteps>, milliseconds: number, request: FastifyRequest, reply: FastifyReply): void {
  const known = stateOf(request);
  const isOver = known?.isCompleted === true || known?.isStreaming === true || isAnswered(request, reply) || isGone(reply);
  if (isOver) return;
  const state = beginState(request, cell.compiled().size);
  const error = isBodyRead(request)
    ? new RequestTimeout({ detail: `There was no answer within ${milliseconds} ms.` })
    : new HttpError(408, `The body did not arrive within ${milliseconds} ms.`);
  state.isAnswered = true;
  state.expired = error;
  abortSignalOf(reply, new DOMException('The time for the answer is over.', 'TimeoutError'));
  reply.send(error);
}
