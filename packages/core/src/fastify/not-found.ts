import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from '../http/http-error.js';
import { formatHttpError } from '../http/problem.js';
import type { ErrorEnvelope } from '../http/problem.js';

/**
 * Answers what no route answers: 405 with `Allow` where another method would find one, 404 elsewhere.
 *
 * @see RFC 9110 §15.5.6
 */
export function createNotFoundHandler(instance: FastifyInstance, envelope: ErrorEnvelope): (request: FastifyRequest, reply: FastifyReply) => void {
  return (request, reply) => {
    const allowed = allowedMethods(instance, request);
    const error = allowed.length === 0 ? new HttpError(404) : new HttpError(405, { headers: { allow: allowed.join(', ') } });
    const { contentType, body } = formatHttpError(error, envelope, request.id);
    reply.code(error.status).headers(error.headers).header('content-type', contentType).send(JSON.stringify(body));
  };
}

function allowedMethods(instance: FastifyInstance, request: FastifyRequest): string[] {
  const url = request.url.split('?', 1)[0] ?? '/';
  return instance.supportedMethods.filter((method) => method !== request.method && findRoute(instance, method, url)).sort();
}

/** `findRoute` matches real addresses, `hasRoute` only templates. */
function findRoute(instance: FastifyInstance, method: string, url: string): boolean {
  return instance.findRoute({ method, url }) !== null;
}
