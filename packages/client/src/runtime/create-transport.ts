import { createAuthorize } from './authorization.js';
import type { Scheme } from './authorizer.js';
import type { ClientOptions } from './client-options.js';
import type { Transport } from './transport.js';

/**
 * Makes what the operations of one client share.
 *
 * @param schemes The document's security schemes, by name.
 * @throws TypeError where `baseUrl` is no address of HTTP that paths can follow, or is relative outside of a page.
 * @example createTransport({ baseUrl: 'https://api.example', auth: { Bearer: token } }, { Bearer: bearer })
 */
export const createTransport = (options: ClientOptions, schemes: Readonly<Record<string, Scheme>> = {}): Transport => {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  let baseUrl: string;
  try {
    // In a page relative to it: '' is not its own path and query, but the origin.
    // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- '' is none
    const { href } = new URL(options.baseUrl || '/', location?.href);
    // What paths cannot follow does not match, and what does not match has no parts.
    [, baseUrl] = /^(https?:[^?#]*?)\/*$/.exec(href) as unknown as [string, string];
  } catch {
    throw new TypeError(`baseUrl '${options.baseUrl}' is no http(s)://host`);
  }
  const { fetch = (url, init) => globalThis.fetch(url, init), credentials } = options;
  return {
    options,
    baseUrl,
    fetch: (url, init) => fetch(url, { ...init, credentials } as RequestInit),
    authorize: createAuthorize(schemes, options.auth ?? {}, { baseUrl, fetch }),
  };
};
