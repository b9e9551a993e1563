import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

type OnSend = (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: Error | null, payload?: unknown) => void) => void;

/**
 * Makes the hook that tags a body and answers a matching `If-None-Match` with 304.
 *
 * @see RFC 9110 §8.8.3 (ETag), §13.1.2 (If-None-Match)
 */
export function compileEtag(strength: 'strong' | 'weak'): OnSend {
  return (request, reply, payload, done) => {
    const isTaggable =
      reply.statusCode === 200 && (request.method === 'GET' || request.method === 'HEAD') && (typeof payload === 'string' || Buffer.isBuffer(payload));
    if (!isTaggable) {
      done(null, payload);
      return;
    }
    const digest = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
    const etag = (reply.getHeader('etag') as string | undefined) ?? (strength === 'weak' ? `W/${digest}` : digest);
    reply.header('etag', etag);
    if (!matches(request.headers['if-none-match'], etag)) {
      done(null, payload);
      return;
    }
    reply.code(304).removeHeader('content-length').removeHeader('content-type');
    done(null, '');
  };
}

/** Compared weakly, as the header asks for. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === opaque);
}
