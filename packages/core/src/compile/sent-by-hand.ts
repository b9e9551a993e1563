import type { FastifyReply, FastifyRequest } from 'fastify';
import { toError } from '../http/request-errors.js';
import { isEndedByLeaving, logLeaving } from './client-gone.js';
import { stateOf } from './request-state.js';
import type { RequestState } from './request-state.js';

/**
 * The reply, for a handler or a dependency that may send by hand: from then on nothing of ours answers.
 *
 * Fastify's own `reply.sent` comes too late: it is false until every `onSend` hook has run, and a second answer in the
 * meantime ends the process with ERR_HTTP_HEADERS_SENT.
 */
export function watchReply(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const state = stateOf(request);
  if (state === undefined || Object.hasOwn(reply, 'send')) return reply;
  const send = reply.send.bind(reply);
  reply.send = (payload) => {
    state.isAnswered = true;
    // What a handler sends is its answer: dependencies commit. What a dependency sends stands instead of the handler's.
    if (state.restrict !== undefined) {
      state.isCompleted = true;
      state.status = reply.statusCode;
      state.restrict(payload, reply);
    }
    return send(payload);
  };
  return reply;
}

/** True where an answer is on its way, whoever sent it. */
export function isAnswered(request: FastifyRequest, reply: FastifyReply): boolean {
  return reply.sent || stateOf(request)?.isAnswered === true;
}

/** Hands a failure to Fastify's error handling, whatever was thrown. */
export function fail(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = toError(thrown);
  const state = stateOf(request);
  if (state?.expired !== undefined) {
    closeExpired(state);
    // What listens to the signal ends so.
    if (error.name !== 'TimeoutError' && error.name !== 'AbortError') request.log.warn({ err: error }, 'A handler failed after its time was over');
    return;
  }
  if (!isAnswered(request, reply)) reply.send(error);
  else if (isEndedByLeaving(error, request, reply)) logLeaving(error, request);
  else request.log.error({ err: error }, 'A handler failed after its answer was sent');
}

/** Closes what has opened after the time of the request was over: what was open by then has been closed already. */
export function closeExpired({ expired, teardowns }: RequestState): void {
  if (expired !== undefined) void teardowns?.close(expired);
}
