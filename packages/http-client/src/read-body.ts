import { Readable, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { headerOf } from './http-answer.js';
import type { AnswerHeaders } from './http-answer.js';
import type { TransportAnswer } from './transport.js';

/** What is asked for: `deflate` is not, since half of those who send it mean something else by it. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

const UNPACKERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/** The answer unpacked, and its headers without those that spoke of the packed one. */
export function unpack(answer: TransportAnswer): TransportAnswer {
  const encoding = headerOf(answer.headers, 'content-encoding')?.trim().toLowerCase();
  const unpacker = encoding === undefined ? undefined : UNPACKERS[encoding];
  if (unpacker === undefined) return answer;
  const { 'content-encoding': _encoding, 'content-length': _length, ...headers } = answer.headers;
  // An error on either side reaches whoever reads.
  const body = pipeline(answer.body, unpacker(), () => undefined) as unknown as Readable;
  return { ...answer, headers, body };
}

/** More than the call takes. */
class BodyTooLargeError extends Error {
  readonly code = 'TYPHOON_BODY_TOO_LARGE';
}

/** Reads a body to its end: the unpacked bytes count. @throws BodyTooLargeError */
export async function readAll({ headers, body }: Pick<TransportAnswer, 'headers' | 'body'>, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  if (isDeclaredLarger(headers, limit)) throw tooLarge(body, limit);
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge(body, limit);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** The body with its size watched, for who reads it piece by piece. */
export function bounded(body: Readable, limit: number): Readable {
  if (limit === Infinity) return body;
  const read = async function* (): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw tooLarge(body, limit);
      yield chunk;
    }
  };
  return Readable.from(read(), { objectMode: false });
}

function isDeclaredLarger(headers: AnswerHeaders, limit: number): boolean {
  return Number(headerOf(headers, 'content-length') ?? 0) > limit;
}

function tooLarge(body: Readable, limit: number): BodyTooLargeError {
  // What is thrown away may end with an error of its own, which is nobody's.
  body.on('error', () => undefined).destroy();
  return new BodyTooLargeError(`The answer is larger than ${limit} bytes.`);
}
