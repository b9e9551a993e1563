import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { FastifyReply } from 'fastify';
import { toError } from '../http/request-errors.js';

/**
 * Why the headers of a reply cannot be sent: a line break, or a character beyond Latin-1, that somebody's text brought
 * along. Node says so only when it writes them, which is too late: dependencies have committed, and behind a slow
 * `onSend` hook nobody is there to catch it.
 */
export function findHeaderProblem(reply: FastifyReply): Error | undefined {
  const headers = reply.getHeaders();
  for (const name in headers) {
    const problem = problemOf(name, headers[name]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Takes away the headers that cannot be sent: the answer to an error must leave in any case. */
export function dropUnsendableHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (problemOf(name, value) !== undefined) reply.removeHeader(name);
  }
}

function problemOf(name: string, value: unknown): Error | undefined {
  try {
    validateHeaderName(name);
    for (const one of Array.isArray(value) ? value : [value]) validateHeaderValue(name, one as string);
    return undefined;
  } catch (error) {
    return toError(error);
  }
}
