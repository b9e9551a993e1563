import type { ServerOptions as HttpOptions } from 'node:http';
import type { SecureServerOptions } from 'node:http2';
import type { ServerOptions as HttpsOptions } from 'node:https';
import type { FastifyServerOptions } from 'fastify';

/**
 * Options of the Fastify instance: `logger`, `trustProxy`, `bodyLimit`, … With `https` it speaks TLS, with `http2` beside that
 * HTTP/2 as well.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], server: { https: { cert, key, allowHTTP1: true }, http2: true } });
 */
export interface ServerOptions extends FastifyServerOptions {
  /** Options of Node's server. */
  readonly http?: HttpOptions | null;
  /** TLS: `cert` and `key`, as texts. `allowHTTP1` beside `http2`: clients without HTTP/2, WebSockets among them, are served, too. */
  readonly https?: HttpsOptions | SecureServerOptions | null;
  /** Speaks HTTP/2; with `https`, and without `allowHTTP1`, nothing else. Default: false. */
  readonly http2?: boolean;
  /** Milliseconds without a byte after which a session of HTTP/2 ends. Default: 72_000. */
  readonly http2SessionTimeout?: number;
}
