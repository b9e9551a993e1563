import type { FastifyRequest } from 'fastify';
import { readCookies } from '../http/cookies.js';
import { toRealm } from './challenge.js';
import { createScheme } from './scheme.js';
import type { Absent, SchemeOptions, SecurityDependency } from './scheme.js';

/** Where an API key stands, and what the documents say of it. */
export interface ApiKeyOptions<TOptional extends boolean = boolean> extends Omit<SchemeOptions<TOptional>, 'name'> {
  /** Prefer `header`: addresses with keys in their query end up in logs and histories. */
  readonly in: 'header' | 'query' | 'cookie';
  /** The name of the header (any case), query parameter or cookie that carries the key: `X-API-Key`. */
  readonly name: string;
  /** The name under `components.securitySchemes`. Default: `APIKeyHeader`, `APIKeyQuery` or `APIKeyCookie`. */
  readonly schemeName?: string;
  /** Sent in the challenge. Default: none. */
  readonly realm?: string;
}

type ReadKey = (request: FastifyRequest, name: string) => unknown;

const PLACES: Readonly<Record<ApiKeyOptions['in'], { readonly defaultName: string; readonly read: ReadKey }>> = {
  header: { defaultName: 'APIKeyHeader', read: (request, name) => request.headers[name.toLowerCase()] },
  query: { defaultName: 'APIKeyQuery', read: (request, name) => lastOf((request.query as Record<string, unknown>)[name]) },
  cookie: { defaultName: 'APIKeyCookie', read: (request, name) => readCookies(request.headers.cookie)[name] },
};

/**
 * A key in a header, a query parameter or a cookie. It is not checked: compare with `constantTimeEqual`.
 *
 * Yields `'<key>'`; without one, or with an empty one, 401 and `WWW-Authenticate: APIKey`.
 *
 * @see OpenAPI 3.1 §4.8.27 (Security Scheme Object, `apiKey`)
 * @example const apiKey = security.apiKey({ in: 'header', name: 'X-API-Key' });
 */
export function apiKey<TOptional extends boolean = false>(options: ApiKeyOptions<TOptional>): SecurityDependency<string | Absent<TOptional>> {
  const { schemeName, name, realm, ...rest } = options;
  const { defaultName, read } = PLACES[options.in];
  return createScheme<string, TOptional>(
    {
      defaultName: schemeName ?? defaultName,
      document: { type: 'apiKey', in: options.in, name },
      challenge: { scheme: 'APIKey', parameters: toRealm(realm) },
      read: (request) => {
        const key = read(request, name);
        return typeof key === 'string' && key !== '' ? key : undefined;
      },
    },
    rest,
  );
}

/** A repeated parameter counts as its last, as for every scalar. */
function lastOf(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}
