/** @see AsyncAPI 3.0, Server Object */
import type { ServerDocumentation } from '@typhoon/core';

/** Where channels are reached. */
export interface ServerObject {
  /** With its port: `example.com:8080`. */
  readonly host: string;
  readonly protocol: 'ws' | 'wss';
  /** What stands before every address: `/api`. */
  readonly pathname?: string;
  readonly description?: string;
  readonly variables?: ServerDocumentation['variables'];
}

/**
 * A server of OpenAPI as AsyncAPI writes it.
 *
 * `{ url: 'https://example.com/api' }` → `{ host: 'example.com', protocol: 'wss', pathname: '/api' }`; a relative address is one of `base`.
 */
export function toServer({ url, description, variables }: ServerDocumentation, base: string): ServerObject {
  const [, scheme = '', host = '', path = ''] = ADDRESS.exec(url) ?? ADDRESS.exec(toAbsoluteUrl(url, base)) ?? [];
  const pathname = path.replace(/\/$/, '');
  const used = Object.entries(variables ?? {}).filter(([name]) => `${host}${pathname}`.includes(`{${name}}`));
  return {
    host,
    protocol: SECURE.has(scheme.toLowerCase()) ? 'wss' : 'ws',
    ...(pathname === '' ? {} : { pathname }),
    ...(description === undefined ? {} : { description }),
    ...(used.length === 0 ? {} : { variables: Object.fromEntries(used) }),
  };
}

/** Not `URL`, which escapes the braces of variables. */
function toAbsoluteUrl(url: string, base: string): string {
  const [, scheme = 'http', host = 'localhost', path = ''] = ADDRESS.exec(base) ?? [];
  return url.startsWith('/') ? `${scheme}://${host}${url === '/' ? path : url}` : `${scheme}://${host}${path.replace(/[^/]*$/, '')}/${url}`;
}

const ADDRESS = /^(https?|wss?):\/\/([^/?#]+)([^?#]*)/i;
const SECURE: ReadonlySet<string> = new Set(['https', 'wss']);
