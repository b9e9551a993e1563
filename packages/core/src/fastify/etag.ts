import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from '../http/http-error.js';

type OnSend = (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: Error | null, payload?: unknown) => void) => void;

/**
 * Makes the hook that tags a body, and answers a matching `If-None-Match` with 304, an `If-Match` that does not match
 * with 412. A tag that the handler has set stays. Streams are not tagged: their bytes are not known yet.
 *
 * @see RFC 9110 §8.8.3 (ETag), §13.1.1 (If-Match), §13.1.2 (If-None-Match)
 */
export function compileEtag(strength: 'strong' | 'weak'): OnSend {
  return (request, reply, payload, done) => {
    if (!isTaggable(request, reply, payload)) {
      done(null, payload);
      return;
    }
    const etag = (reply.getHeader('etag') as string | undefined) ?? tagOf(payload, strength);
    reply.header('etag', etag);
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
    if (ifMatch !== undefined && !matchesStrongly(ifMatch, etag)) {
      done(new HttpError(412));
      return;
    }
    if (ifNoneMatch === undefined || !matchesWeakly(ifNoneMatch, etag)) {
      done(null, payload);
      return;
    }
    reply.code(304).removeHeader('content-length').removeHeader('content-type');
    done(null, emptyPayload(request));
  };
}

/** Nothing, without a length: of an empty text Fastify would send it, and to HEAD, where it asks for one, of nothing too. */
function emptyPayload(request: FastifyRequest): Readable | null {
  return request.method === 'HEAD' ? Readable.from([]) : null;
}

function isTaggable(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is string | Buffer {
  if (reply.statusCode !== 200 || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  return typeof payload === 'string' || Buffer.isBuffer(payload);
}

/** The tag of a body: `"Jx…"`, or `W/"Jx…"`. */
export function tagOf(payload: string | Buffer, strength: 'strong' | 'weak'): string {
  const digest = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
  return strength === 'weak' ? `W/${digest}` : digest;
}

/** A tag may hold commas: a list is not to be split at them. */
const ENTITY_TAG = /(?:W\/)?"[^"]*"/g;

function matchesWeakly(header: string, etag: string): boolean {
  return header.trim() === '*' || tagsOf(header).some((candidate) => toOpaque(candidate) === toOpaque(etag));
}

/** Weak tags match nothing. @see RFC 9110 §8.8.3.2 */
function matchesStrongly(header: string, etag: string): boolean {
  return header.trim() === '*' || (etag.startsWith('"') && tagsOf(header).includes(etag));
}

function tagsOf(header: string): readonly string[] {
  return header.match(ENTITY_TAG) ?? [];
}

function toOpaque(etag: string): string {
  return etag.replace(/^W\//, '');
}
