import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { createDependency, dependency } from './dependency.js';
import type { Dependency } from './dependency.js';
import { signalOf } from './request-signal.js';

/** Fastify's request. */
export const fastifyRequest: Dependency<FastifyRequest> = createDependency({ make: 'request', name: 'fastifyRequest', read: (request) => request });

/** Fastify's reply: to set headers and cookies, or to send by hand. */
export const fastifyReply: Dependency<FastifyReply> = createDependency({ make: 'request', name: 'fastifyReply', read: (_request, reply) => reply });

/** The request's logger: every line carries the request's id. */
export const log: Dependency<FastifyBaseLogger> = createDependency({ make: 'request', name: 'log', read: (request) => request.log });

/**
 * Aborts when the client goes away before the answer has left, and when the application ends a stream to close; never
 * in `app.run()`, where nobody can leave.
 *
 * @example @Get('/') async list(@Depends(signal) signal: AbortSignal) { return (await fetch(url, { signal })).json(); }
 */
export const signal: Dependency<AbortSignal> = createDependency({
  make: 'request',
  name: 'signal',
  read: (_request, reply) => signalOf(reply),
  outside: dependency({}, () => new AbortController().signal, { name: 'signal' }),
});
