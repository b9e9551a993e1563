import type { ServerOptions } from '@typhoon/core';
import type { TlsOptions } from 'node:tls';
import { trustPeer } from './trusted-peer.js';

/** What the command line says of the server. */
export interface ServerWishes {
  /** Whose `X-Forwarded-*` headers are believed: anybody's, or those of some addresses or ranges. */
  readonly trustProxy?: boolean | string | undefined;
  readonly tls?: TlsOptions | undefined;
  readonly http2?: boolean | undefined;
  /** Whether it listens on a unix socket. */
  readonly isSocket?: boolean | undefined;
}

/** Makes what the command line says win over the application's own options. */
export function toServerOptions({ trustProxy, tls, http2, isSocket = false }: ServerWishes): (own: ServerOptions) => ServerOptions {
  return (own) => {
    const trusted = trustProxy ?? own.trustProxy;
    return {
      ...own,
      ...(trusted === undefined && !isSocket ? {} : { trustProxy: isSocket ? trustPeer(trusted) : trusted }),
      ...(tls === undefined ? {} : { https: { ...own.https, ...tls, ...(http2 === true ? { allowHTTP1: true } : {}) } }),
      // HTTP/1.1 stays, for what knows no HTTP/2: WebSockets, load balancers that ask after the health.
      ...(http2 === true ? { http2 } : {}),
    } as ServerOptions;
  };
}
