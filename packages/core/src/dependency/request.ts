import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { createDependency } from './dependency.js';
import type { Dependency } from './dependency.js';

/** Fastify's request. */
export const fastifyRequest: Dependency<FastifyRequest> = createDependency({ make: 'request', name: 'fastifyRequest', read: (request) => request });

/** Fastify's reply: to set headers and cookies, or to send by hand. */
export const fastifyReply: Dependency<FastifyReply> = createDependency({ make: 'request', name: 'fastifyReply', read: (_request, reply) => reply });

/** The request's logger: every line carries the request's id. */
export const log: Dependency<FastifyBaseLogger> = createDependency({ make: 'request', name: 'log', read: (request) => request.log });

/** Aborts when the client goes away before the answer has left. @example @Depends(signal) signal: AbortSignal */
export const signal: Dependency<AbortSignal> = createDependency({ make: 'request', name: 'signal', read: readSignal });

/**
 * Not Fastify's own signal of the request: that one is aborted in the handler of any POST whose body has been read,
 * since the request's stream closes once it is consumed.
 */
function readSignal(_request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) controller.abort(new DOMException('The client has gone away.', 'AbortError'));
  });
  return controller.signal;
}
