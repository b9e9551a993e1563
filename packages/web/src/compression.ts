import { constants } from 'node:zlib';
import type { RouteDefinition } from '@typhoon/core';
import { addVary, list } from '@typhoon/core/internal';
import type { OptionRules } from '@typhoon/core/internal';
import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';

/** How answers are compressed. */
export interface CompressionOptions {
  /** Smallest body that is compressed, in bytes. Default: 1_024. */
  readonly threshold?: number;
  /** Codings, the preferred first. Default: `['br', 'gzip']`. */
  readonly encodings?: readonly ('br' | 'gzip' | 'deflate' | 'zstd')[];
}

export const COMPRESSION_RULES: OptionRules<CompressionOptions> = {
  threshold: { accepts: (value) => typeof value === 'number' && value >= 0, expected: 'a number of bytes' },
  encodings: list,
};

/** Codings that each piece of a stream leaves with: an event must not wait for the next one. */
const FLUSHED = {
  zlibOptions: { flush: constants.Z_SYNC_FLUSH },
  brotliOptions: { flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
};

/**
 * Puts `@fastify/compress` onto every route. What it does not care for is done around it: it compresses files that are
 * compressed already and says that they are not, leaves a strong tag on other bytes than it was made of, compresses what says `no-transform`, and names
 * `Accept-Encoding` only in answers that it has compressed, which a cache would hand to everybody.
 */
export async function registerCompression(fastify: FastifyInstance, options: CompressionOptions): Promise<void> {
  const { default: compress } = await import('@fastify/compress');
  const { threshold = 1_024, encodings = ['br', 'gzip'] } = options;
  fastify.addHook('onSend', (request, reply, payload, done) => {
    // The plugin's own word for a request that wants none.
    if (isLeftAlone(reply)) request.headers['x-no-compression'] = '1';
    // In lower case: the plugin looks for it so.
    else addVary(reply, ['accept-encoding']);
    done(null, payload);
  });
  // Bodies of requests stay as they are: what unpacks them must count, and that is the business of who asks for it.
  await fastify.register(compress, { threshold, encodings: [...encodings, 'identity'], globalDecompression: false, ...FLUSHED });
  // After the hook that the plugin has put there.
  fastify.addHook('onRoute', (route) => {
    route.onSend = [...[route.onSend ?? []].flat(), weakenTag] as NonNullable<RouteOptions['onSend']>;
  });
}

/**
 * True for bytes that would be others afterwards: what says that it shall be left as it is (`Cache-Control: no-transform`), what is compressed already, as `application/octet-stream` may be, and
 * what has a strong tag of the handler's own, which a client sends back in `If-Match`. @see RFC 9110 §8.8.3.3
 */
function isLeftAlone(reply: FastifyReply): boolean {
  if (/octet-stream/i.test(String(reply.getHeader('content-type') ?? ''))) return true;
  if (/\bno-transform\b/i.test(String(reply.getHeader('cache-control') ?? ''))) return true;
  const etag = reply.getHeader('etag');
  if (typeof etag !== 'string' || etag.startsWith('W/')) return false;
  const { typhoon } = reply.routeOptions.config as { readonly typhoon?: RouteDefinition };
  return typhoon?.policy.etag === undefined;
}

function weakenTag(_request: unknown, reply: FastifyReply, payload: unknown, done: (error: Error | null, payload?: unknown) => void): void {
  const etag = reply.getHeader('etag');
  if (typeof etag === 'string' && !etag.startsWith('W/') && reply.hasHeader('content-encoding')) reply.header('etag', `W/${etag}`);
  done(null, payload);
}
