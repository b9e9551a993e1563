import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';
import { addVary } from '@typhoon/core/internal';
import type { FastifyReply, FastifyRequest } from 'fastify';

const gzip = promisify(gzipCallback);

/** A body that stays the same as long as the application runs, with the hash that tells it from other versions. */
export class CachedAnswer {
  readonly hash: string;
  readonly #body: Buffer;
  readonly #contentType: string;
  readonly #cacheControl: string;
  #compressed: Promise<Buffer> | undefined;

  constructor(body: Buffer, options: { readonly contentType: string; readonly cacheControl: string }) {
    this.hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    this.#body = body;
    this.#contentType = options.contentType;
    this.#cacheControl = options.cacheControl;
  }

  /** Sends the body, compressed where the client takes it, or 304 where it has it. */
  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const isCompressed = isCompressible(this.#body, this.#contentType) && acceptsGzip(request);
    const etag = isCompressed ? `"${this.hash}-gzip"` : `"${this.hash}"`;
    void reply.header('etag', etag).header('cache-control', this.#cacheControl).header('x-content-type-options', 'nosniff');
    addVary(reply, ['accept-encoding']);
    if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
    void reply.header('content-type', this.#contentType);
    if (!isCompressed) return reply.send(this.#body);
    this.#compressed ??= gzip(this.#body);
    return reply.header('content-encoding', 'gzip').send(await this.#compressed);
  }
}

/** Below a kilobyte or so, compression costs more than it saves. */
function isCompressible(body: Buffer, contentType: string): boolean {
  return body.length > 1024 && !contentType.startsWith('image/');
}

/** @see RFC 9110 §12.5.3: a weight of 0 refuses */
function acceptsGzip(request: FastifyRequest): boolean {
  const [coding] = [request.headers['accept-encoding']].flat();
  return coding !== undefined && /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(coding);
}

/** @see RFC 9110 §13.1.2: weak comparison */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((candidate) => candidate.trim() === '*' || candidate.trim().replace(/^W\//, '') === etag);
}
