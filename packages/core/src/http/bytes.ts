import { createResponseKind, formatKind } from './response-kind.js';
import type { ResponseKind } from './response-kind.js';
import { createStreamPayload, DEFAULT_OPEN_AFTER } from './stream-payload.js';
import type { StreamFormat, StreamPayload } from './stream-payload.js';
import { isStreamSource } from './stream-source.js';
import type { StreamSource } from './stream-source.js';

/** What `Bytes()` sends: bytes in memory, or a stream of them: an async generator, a stream of Node or of the web. */
export type ByteSource = Uint8Array | ArrayBuffer | StreamSource<Uint8Array>;

/**
 * Bytes of one media type, in memory or as a stream. Anything else is a 500; so is a stream that fails before its first
 * bytes, while one that fails later breaks the connection, so that what came cannot be taken for all.
 *
 * Status 200. For a name to save them under, or files on disk, use `FileDownload`.
 *
 * @param mediaType As it is sent and documented: `image/png`. A range, `image/*`, is documented only: the handler names the
 *   type of each answer, `reply(200, bytes, { 'content-type': 'image/webp' })`.
 * @example @Get('/:id/thumbnail', { response: Bytes('image/png') }) thumbnail(@Path('id', Type.Integer()) id: number) { return this.images.read(id); }
 * @example @Get('/export', { response: Bytes('text/csv') }) async *export() { for await (const row of this.rows()) yield toCsv(row); }
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
  return value instanceof Uint8Array || value instanceof ArrayBuffer || isStreamSource(value);
}

/** Fastify sends bytes as they are, but not a bare buffer. */
export function toPayload(source: ByteSource): Uint8Array | StreamPayload {
  if (source instanceof Uint8Array) return source;
  return source instanceof ArrayBuffer ? new Uint8Array(source) : createStreamPayload(source, FORMAT);
}

const FORMAT: StreamFormat = {
  write: (chunk) => {
    // Streams of Node may be of text.
    if (chunk instanceof Uint8Array || typeof chunk === 'string') return chunk;
    throw new TypeError(`A stream of bytes is made of Uint8Arrays, but got ${formatKind(chunk)}.`);
  },
  headers: {},
  openAfter: DEFAULT_OPEN_AFTER,
  isOpenEnded: false,
};
