import type { OutgoingHttpHeader } from 'node:http';
import type { FastifyReply } from 'fastify';

/**
 * Adds to the request headers by which an answer differs, beside those that are named already: whoever sets `Vary` alone takes
 * away what CORS or compression have said there, and a cache in front hands one client the answer of another.
 *
 * @param names In lower case, as `@fastify/compress` looks for them.
 * @see RFC 9110 §12.5.5: '*' stands for all
 */
export function addVary(reply: FastifyReply, names: readonly string[]): void {
  const given = [reply.getHeader('vary') ?? []].flat().join(', ');
  const known = readVary(given);
  const missing = known.includes('*') ? [] : names.filter((name) => !known.includes(name));
  if (missing.length > 0) reply.header('vary', [...(known.length === 0 ? [] : [given]), ...missing].join(', '));
}

/** 'Origin, accept-language' → ['origin', 'accept-language'] */
export function readVary(vary: OutgoingHttpHeader | undefined): readonly string[] {
  return String(vary ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
