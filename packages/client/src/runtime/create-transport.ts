import { readErrorBody } from './answer-body.js';
import { createAuthorize } from './authorization.js';
import type { Scheme } from './authorizer.js';
import { toRetryPolicy } from './backoff.js';
import type { ClientOptions, ClientRequest } from './client-options.js';
import { createDeadline } from './deadline.js';
import { exchange } from './exchange.js';
import { toApiError } from './failure.js';
import { toAddress } from './request-address.js';
import { writeBody } from './request-body.js';
import type { Transport } from './transport.js';
import { describeRequest, toTransportError } from './transport-error.js';

/** Milliseconds. */
const TIMEOUT = 60_000;

/**
 * Makes what carries the operations of one client.
 *
 * @param schemes The document's security schemes, by name.
 * @throws TypeError where `baseUrl` is relative outside of a page.
 * @example createTransport({ baseUrl: 'https://api.example', auth: { Bearer: token } }, { Bearer: bearer })
 */
export function createTransport(options: ClientOptions, schemes: Readonly<Record<string, Scheme>> = {}): Transport {
  const { auth = {}, credentials, middleware = [], timeout = TIMEOUT, fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const baseUrl = toBaseUrl(options.baseUrl ?? '');
  const authorize = createAuthorize(schemes, auth, { baseUrl, fetch });

  const address: Transport['address'] = (definition, input, ofCall) => {
    const { path, headers } = toAddress(definition, input);
    for (const [name, value] of Object.entries({ ...options.headers, ...ofCall })) {
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    }
    return { url: /^https?:/.test(path) ? path : baseUrl + path, headers };
  };

  const send: Transport['send'] = async (definition, input, call = {}, read) => {
    const { id: operation, method, errors, accept = [], body: bodyDefinition } = definition;
    const { url, headers } = address(definition, input, call.headers);
    if (!headers.has('accept')) headers.set('accept', [...accept, 'application/problem+json', '*/*;q=0.1'].join());
    const value = (input as { readonly body?: unknown } | undefined)?.body;
    const body = bodyDefinition && value !== undefined ? writeBody(value, bodyDefinition, headers) : undefined;
    const { signal, at, clear } = createDeadline(call.signal, call.timeout ?? timeout);
    const means = { definition, policy: toRetryPolicy(call.retry, options.retry, method, headers), at, authorize, fetch, credentials };
    const toError = (error: unknown, status?: number) => toTransportError(error, describeRequest(definition, url), signal, call.signal, status);
    const innermost = (request: ClientRequest) => exchange(request, means).catch((error: unknown) => Promise.reject(toError(error) as Error));
    try {
      const chain = middleware.reduceRight<typeof innermost>((next, layer) => (request) => layer(request, next), innermost);
      const response = await chain({ operation, method, url, headers, body, signal });
      const { ok, status, headers: answered } = response;
      try {
        if (ok) return await read(response);
        throw toApiError(errors, { status, headers: answered, body: await readErrorBody(response) }, describeRequest(definition, url));
      } catch (error) {
        throw toError(error, status);
      }
    } finally {
      clear();
    }
  };

  return { options: { ...options, timeout }, address, authorize, send };
}

/** Absolute, without a slash at its end: in a page relative to it. */
function toBaseUrl(given: string | URL): string {
  const url = String(given);
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  if (!URL.canParse(url, location?.href)) throw new TypeError(`The baseUrl '${url}' is not absolute, and there is no page to complete it.`);
  return new URL(url, location?.href).href.replace(/\/+$/, '');
}
