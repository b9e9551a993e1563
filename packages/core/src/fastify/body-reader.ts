import type { Readable } from 'node:stream';
import { errorCodes } from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Gives the whole body, or what was wrong with it; called once. */
type Read = (error: Error | null, body?: Buffer) => void;

/** Reads the body of a request from the stream that Fastify, or a `preParsing` hook of the host's, hands out. */
export type BodyReader = (request: FastifyRequest, payload: Payload, read: Read) => void;

/** A hook that decompresses says how many bytes came in. @see Fastify's docs, Hooks, preParsing */
type Payload = Readable & { readonly receivedEncodedLength?: number };

/**
 * Makes what reads bodies on an instance, with the limits and errors of Fastify's own `parseAs: 'buffer'`: that copies
 * every body, and takes its listeners off one by one, which costs more than to read a small body does.
 *
 * A body is an error where it is larger than its route's `bodyLimit` (413, at the first byte too many), where it is not
 * as long as its head says (400), and where its stream fails (400, or the status that the error has).
 *
 * @see Fastify, `lib/content-type-parser.js`, `rawBody`
 */
export function createBodyReader(instance: FastifyInstance): BodyReader {
  // Most bodies are smaller than every limit: that of their own route is looked up for the others only.
  let leastLimit = instance.initialConfig.bodyLimit ?? 0;
  instance.addHook('onRoute', ({ bodyLimit = leastLimit }) => {
    leastLimit = Math.min(leastLimit, bodyLimit);
  });
  const isTooLarge = (size: number, request: FastifyRequest): boolean => size > leastLimit && size > request.routeOptions.bodyLimit;

  return (request, payload, read) => {
    // Not a number where the head says nothing.
    const declared = Number(request.headers['content-length']);
    if (isTooLarge(declared, request)) {
      read(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
      return;
    }
    // Most bodies come in one piece, for which no list is made.
    let whole: Uint8Array | undefined;
    let pieces: Uint8Array[] | undefined;
    let size = 0;
    let isDone = false;
    const finish: Read = (error, body) => {
      isDone = true;
      // Node drops what listens for data when the answer has left, in a way that costs more than to do it here. The others may stay.
      payload.removeListener('data', onData);
      read(error, body);
    };
    const onData = (data: Uint8Array | string): void => {
      // A stream of the host's may be one of texts.
      const chunk = typeof data === 'string' ? Buffer.from(data) : data;
      size += chunk.length;
      // What is unpacked has the limit too, or a small body could become any size.
      if (isTooLarge(Math.max(size, payload.receivedEncodedLength ?? 0), request)) finish(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
      else if (whole === undefined) whole = chunk;
      else (pieces ??= [whole]).push(chunk);
    };
    const end = (error?: Error | null): void => {
      if (isDone) return;
      if (error != null) finish(toRefusal(error));
      else if (!Number.isNaN(declared) && receivedSize(payload, size) !== declared) finish(new errorCodes.FST_ERR_CTP_INVALID_CONTENT_LENGTH());
      else finish(null, pieces === undefined ? toBuffer(whole) : Buffer.concat(pieces, size));
    };
    payload.on('data', onData);
    payload.on('end', end);
    payload.on('error', end);
    payload.resume();
  };
}

/** Not copied, unless a stream of the host's has bytes of another class. */
function toBuffer(whole: Uint8Array = NOTHING): Buffer {
  return Buffer.isBuffer(whole) ? whole : Buffer.concat([whole]);
}

const NOTHING = Buffer.alloc(0);

/** Bytes as they came in: a hook that unpacks counts them, one that counts nothing leaves 0. */
function receivedSize({ receivedEncodedLength = 0 }: Payload, size: number): number {
  return receivedEncodedLength === 0 ? size : receivedEncodedLength;
}

/** A body that cannot be read is the client's doing, where the error says nothing else. */
function toRefusal(error: Error & { statusCode?: unknown }): Error {
  if (!(typeof error.statusCode === 'number' && error.statusCode >= 400)) error.statusCode = 400;
  return error;
}
