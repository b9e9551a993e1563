import { createAuthorize } from './authorization.js';
import type { Scheme } from './authorizer.js';
import type { ClientOptions } from './client-options.js';
import type { Transport } from './transport.js';

/**
 * Makes what the operations of one client share.
 *
 * @param schemes The document's security schemes, by name.
 * @throws TypeError where `baseUrl` is relative outside of a page.
 * @example createTransport({ baseUrl: 'https://api.example', auth: { Bearer: token } }, { Bearer: bearer })
 */
export const createTransport = (options: ClientOptions, schemes: Readonly<Record<string, Scheme>> = {}): Transport => {
  const { fetch = (url, init) => globalThis.fetch(url, init), credentials } = options;
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  // In a page relative to it.
  const baseUrl = new URL(options.baseUrl ?? '', location?.href).href.replace(/\/+$/, '');
  return {
    options,
    baseUrl,
    fetch: (url, init) => fetch(url, { ...init, credentials } as RequestInit),
    authorize: createAuthorize(schemes, options.auth ?? {}, { baseUrl, fetch }),
  };
};
