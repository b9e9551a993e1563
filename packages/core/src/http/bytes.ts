import { Readable } from 'node:stream';
import { createResponseKind, formatKind } from './response-kind.js';
import type { ResponseKind } from './response-kind.js';

/** What `Bytes()` sends: bytes in memory, or a stream of them. */
export type ByteSource = Uint8Array | ArrayBuffer | Readable | ReadableStream<Uint8Array>;

/**
 * Bytes of one media type, in memory or as a stream. Anything else is a 500.
 *
 * Status 200. For a name to save them under, or files on disk, use `FileDownload`.
 *
 * @param mediaType As it is sent and documented: `image/png`. A range, `image/*`, is documented only: the handler names the
 *   type of each answer, `reply(200, bytes, { 'content-type': 'image/webp' })`.
 * @example @Get('/:id/thumbnail', { response: Bytes('image/png') }) thumbnail() { return this.images.read(id); }
 */
export function Bytes(mediaType: string): ResponseKind<ByteSource> {
  return createResponseKind({
    name: 'bytes',
    mediaType,
    schema: undefined,
    status: 200,
    findProblem: (value) => (isByteSource(value) ? undefined : `expects bytes or a stream of them, but got ${formatKind(value)}`),
    toPayload: (value) => toPayload(value as ByteSource),
  });
}

export function isByteSource(value: unknown): value is ByteSource {
  return value instanceof Uint8Array || value instanceof ArrayBuffer || value instanceof Readable || value instanceof ReadableStream;
}

/** Fastify sends all but a bare buffer as it is. */
export function toPayload(source: ByteSource): Uint8Array | Readable | ReadableStream<Uint8Array> {
  return source instanceof ArrayBuffer ? new Uint8Array(source) : source;
}
