import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from '../http/http-error.js';

/** Answers an error that no route has thrown. */
type AnswerError = (error: HttpError, request: FastifyRequest, reply: FastifyReply) => unknown;

/**
 * Answers what no route answers: 405 with `Allow` where another method would find one, 404 elsewhere.
 * The application's own error handlers may speak, as for what a handler throws.
 *
 * @see RFC 9110 §15.5.6
 */
export function createNotFoundHandler(instance: FastifyInstance, answerError: AnswerError): (request: FastifyRequest, reply: FastifyReply) => void {
  return (request, reply) => {
    const allowed = allowedMethods(instance, request);
    const error = allowed.length === 0 ? new HttpError(404) : new HttpError(405, { headers: { allow: allowed.join(', ') } });
    void answerError(error, request, reply);
  };
}

function allowedMethods(instance: FastifyInstance, request: FastifyRequest): string[] {
  const url = request.url.split('?', 1)[0] ?? '/';
  // A route of this method has found nothing: `callNotFound()` of a plugin that serves files.
  if (hasRoute(instance, request.method, url, request)) return [];
  return instance.supportedMethods.filter((method) => hasRoute(instance, method, url, request)).sort();
}

/** `findRoute` matches real addresses, `hasRoute` only templates. A route may ask for a version or a host: the request's own, then. */
function hasRoute(instance: FastifyInstance, method: string, url: string, { headers }: FastifyRequest): boolean {
  const version = headers['accept-version'];
  const constraints = { ...(headers.host === undefined ? {} : { host: headers.host }), ...(typeof version === 'string' ? { version } : {}) };
  const route = instance.findRoute({ method, url, constraints });
  // `@fastify/cors` answers OPTIONS at '*', so that preflights are seen: that makes no address known. What '*' stands for
  // begins with the address's slash, as it does for no '/*'; it is the address decoded, without a slash at its end.
  return route !== null && !(method === 'OPTIONS' && route.params['*']?.startsWith('/') === true);
}
