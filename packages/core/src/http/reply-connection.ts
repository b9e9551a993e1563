import { constants } from 'node:http2';
import type { Http2ServerResponse } from 'node:http2';
import type { FastifyReply } from 'fastify';

/** True where nobody is there any more who could be answered. The answers of HTTP/2 have no `destroyed`, but a stream. */
export function isGone({ raw }: FastifyReply): boolean {
  return raw.destroyed || streamOf(raw)?.destroyed === true;
}

/** Breaks an answer off so that its client notices: over HTTP/2 a stream that is just destroyed looks like one that has ended well. */
export function breakOff({ raw }: FastifyReply): void {
  const stream = streamOf(raw);
  if (stream === undefined) raw.destroy();
  else stream.close(constants.NGHTTP2_INTERNAL_ERROR);
}

function streamOf(raw: unknown): Http2ServerResponse['stream'] | undefined {
  return (raw as Partial<Http2ServerResponse>).stream;
}
