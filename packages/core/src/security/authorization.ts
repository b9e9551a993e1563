import type { FastifyRequest } from 'fastify';

/** Visible ASCII: wider than RFC 6750's b64token, since tokens like `17|c2Vj…` are in use, and still nothing that ends a header or a word. */
const CREDENTIALS = /^[\x21-\x7e]+$/;

/**
 * The credentials after the scheme's name in `Authorization`: undefined for another scheme, null where they are missing or cannot be such.
 *
 * Of `Authorization: Bearer abc` and the scheme 'bearer' that is 'abc'.
 *
 * @see RFC 9110 §11.4: the scheme's name is case-insensitive.
 */
export function readAuthorization(request: FastifyRequest, scheme: string): string | undefined | null {
  const header = request.headers.authorization;
  if (header === undefined || header === '') return undefined;
  const space = header.indexOf(' ');
  const name = space === -1 ? header : header.slice(0, space);
  if (name.toLowerCase() !== scheme) return undefined;
  return space === -1 ? null : header.slice(space).trim();
}

/** A single token after the scheme's name. */
export function readToken(request: FastifyRequest, scheme: string): string | undefined | null {
  const credentials = readAuthorization(request, scheme);
  return typeof credentials === 'string' && !CREDENTIALS.test(credentials) ? null : credentials;
}
