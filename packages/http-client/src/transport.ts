import { dependency } from '@typhoon/core';
import type { Dependency, Duration } from '@typhoon/core';
import type { Readable } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';
import type { AnswerHeaders } from './http-answer.js';

/** Certificates for services that ask for some, or have their own. */
export type ClientTls = Pick<SecureContextOptions, 'ca' | 'cert' | 'key' | 'pfx' | 'passphrase'> & {
  /** The name that the certificate of the service must have. Default: the host's. */
  readonly servername?: string;
  /** False to trust any certificate: never in production. Default: true. */
  readonly rejectUnauthorized?: boolean;
};

/** What a transport is made for. */
export interface TransportOptions {
  /** How long a connection may take to be there. */
  readonly connectTimeout: Duration;
  /** Connections per host at most. */
  readonly connections: number;
  /** The origin that may have a private address; undefined where all may. */
  readonly privateAddresses: boolean | string;
  readonly tls?: ClientTls | undefined;
}

/** One request, as it goes out. */
export interface TransportRequest {
  readonly method: string;
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable | FormData | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds that may pass between two parts of the body. */
  readonly bodyTimeout: number;
}

/** The head of an answer, and its body as it comes. */
export interface TransportAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Readable;
}

/** Sends requests: over connections, or in the memory of a test. */
export interface HttpTransport {
  /** Rejects with an error that has a `code` where the service is to blame; with the signal's reason where that aborts. */
  send(request: TransportRequest): Promise<TransportAnswer>;
  close(): Promise<void>;
}

/** Makes what sends the requests of one client. */
export type CreateTransport = (options: TransportOptions) => HttpTransport;

/** What sends the requests of all clients: `undici`, loaded at the first one. Tests override it: `mockHttp` of `@typhoon/testing` does. */
export const httpTransport: Dependency<CreateTransport> = dependency(
  {},
  (): CreateTransport => (options) => {
    let made: Promise<HttpTransport> | undefined;
    return {
      send: async (request) =>
        (await (made ??= import('./undici-transport.js').then(({ createUndiciTransport }) => createUndiciTransport(options)))).send(request),
      close: async () => (await made)?.close(),
    };
  },
  { name: 'httpTransport', lifetime: 'singleton' },
);
