import { parseText, readBody } from './answer-body.js';
import { createAuthorize } from './authorization.js';
import type { Scheme } from './authorizer.js';
import { toRetryPolicy } from './backoff.js';
import type { ClientOptions, ClientRequest } from './client-options.js';
import { createDeadline } from './deadline.js';
import { exchange } from './exchange.js';
import { toApiError } from './failure.js';
import { toPath } from './request-address.js';
import { writeBody } from './request-body.js';
import type { BodyInput } from './request-body.js';
import type { Transport } from './transport.js';
import { toTransportError } from './transport-error.js';

/**
 * Makes what carries the operations of one client.
 *
 * @param schemes The document's security schemes, by name.
 * @throws TypeError where `baseUrl` is relative outside of a page.
 * @example createTransport({ baseUrl: 'https://api.example', auth: { Bearer: token } }, { Bearer: bearer })
 */
export const createTransport = (options: ClientOptions, schemes: Readonly<Record<string, Scheme>> = {}): Transport => {
  const { fetch = (url, init) => globalThis.fetch(url, init), credentials, middleware = [] } = options;
  const baseUrl = toBaseUrl(`${options.baseUrl ?? ''}`);
  const authorize = createAuthorize(schemes, options.auth ?? {}, { baseUrl, fetch });

  const address: Transport['address'] = (definition, input = {}, ofCall) => {
    const headers = new Headers();
    const path = toPath(definition, input as object, headers);
    for (const [name, value] of Object.entries({ ...options.headers, ...ofCall })) {
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    }
    const url = /^https?:/.test(path) ? path : baseUrl + path;
    // A query may hold secrets, which errors are not to tell.
    return { url, headers, sent: { operation: definition.id, method: definition.method, url: url.replace(/\?.*/s, '') } };
  };

  const send: Transport['send'] = async (definition, input = {}, call = {}, read, connect) => {
    const { url, headers, sent } = address(definition, input, call.headers);
    const { method, accept = [], decode = (body: unknown) => body } = definition;
    if (!headers.has('accept')) headers.set('accept', [...accept, 'application/problem+json', '*/*;q=0.1'].join());
    const body = writeBody(input as BodyInput, definition.body, headers);
    const { signal, at, timer } = createDeadline(call.signal, call.timeout ?? options.timeout ?? 60_000);
    let response: Response | undefined;
    const fail = (error: unknown) => {
      throw toTransportError(error, sent, signal, call.signal, response?.status);
    };
    const policy = toRetryPolicy(call.retry, options.retry, method, headers);
    const innermost = (request: ClientRequest) => exchange(request, policy, at, authorize(definition.security), connect ?? transport.fetch).catch(fail);
    const chain = (connect ? [] : middleware).reduceRight<typeof innermost>((next, layer) => (request) => layer(request, next), innermost);
    try {
      response = await chain({ ...sent, url, headers, body, signal });
      if (response.ok) return await read(response);
      throw toApiError(definition.errors, response, decode(await readBody(response, ['text/*'], parseText)), sent);
    } catch (error) {
      // Without an answer it is what `fail` or a middleware has thrown.
      if (response) fail(error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  const transport: Transport = {
    webSocket: options.webSocket,
    fetch: (url, init) => fetch(url, { ...init, credentials } as RequestInit),
    address,
    send,
  };
  return transport;
};

/** Absolute, without a slash at its end: in a page relative to it. */
const toBaseUrl = (url: string): string => {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  return new URL(url, location?.href).href.replace(/\/+$/, '');
};
