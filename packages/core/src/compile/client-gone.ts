import type { FastifyReply, FastifyRequest } from 'fastify';
import { signalOf } from '../dependency/request-signal.js';
import { isGone } from '../http/reply-connection.js';
import { RequestAbandonedError } from './teardown.js';

/** What nginx writes down for a client that has gone before its answer, and our metrics count: nobody receives it. */
export const CLIENT_GONE = 499;

/**
 * True for what fails only since its client has gone away, which is no failure of the server: `RequestAbandonedError`, the reason
 * of the request's signal, and what calls make of that reason: an `AbortError`, or an error with it as its cause.
 */
export function isEndedByLeaving(error: Error, request: FastifyRequest, reply: FastifyReply): boolean {
  if (!hasLeft(request, reply)) return false;
  const { aborted, reason } = signalOf(reply) as { readonly aborted: boolean; readonly reason: unknown };
  return causesOf(error).some((cause) => cause instanceof RequestAbandonedError || (aborted && (cause === reason || cause.name === 'AbortError')));
}

export function logLeaving(error: Error, request: FastifyRequest): void {
  request.log.debug({ cause: error.message, requestId: request.id }, 'The client has gone away before its answer');
}

/** The answer of an upgrade has no connection of its own that could be gone, and one in memory none at all. */
function hasLeft({ raw }: FastifyRequest, reply: FastifyReply): boolean {
  return isGone(reply) || (raw.socket as { readonly destroyed?: boolean } | undefined)?.destroyed === true;
}

/** The error and what caused it; deeper than that nobody wraps, and a circle ends, too. */
function causesOf(error: Error): readonly Error[] {
  const causes: Error[] = [];
  for (let cause: unknown = error; cause instanceof Error && causes.length < 8; { cause } = cause) causes.push(cause);
  return causes;
}
