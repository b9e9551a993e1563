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

/**
 * Makes what carries the operations of one client.
 *
 * @param schemes The document's security schemes, by name.
 * @throws TypeError where `baseUrl` is relative outside of a page.
 * @example createTransport({ baseUrl: 'https://api.example', auth: { Bearer: token } }, { Bearer: bearer })
 */
export function createTransport(options: ClientOptions, schemes: Readonly<Record<string, Scheme>> = {}): Transport {
  const { fetch = (url, init) => globalThis.fetch(url, init), credentials, middleware = [] } = options;
  const baseUrl = toBaseUrl(`${options.baseUrl ?? ''}`);
  const authorize = createAuthorize(schemes, options.auth ?? {}, { baseUrl, fetch });

  const address: Transport['address'] = (definition, input, ofCall) => {
    const { path, headers } = toAddress(definition, input);
    for (const [name, value] of Object.entries({ ...options.headers, ...ofCall })) {
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    }
    const url = /^https?:/.test(path) ? path : baseUrl + path;
    return { url, headers, sent: describeRequest(definition, url) };
  };

  const send: Transport['send'] = async (definition, input, call = {}, read, connect = transport.fetch) => {
    const { url, headers, sent } = address(definition, input, call.headers);
    const { method, accept = [], decode = (body: unknown) => body } = definition;
    if (!headers.has('accept')) headers.set('accept', [...accept, 'application/problem+json', '*/*;q=0.1'].join());
    const body = writeBody(input ?? {}, definition.body, headers);
    const { signal, at, clear } = createDeadline(call.signal, call.timeout ?? options.timeout ?? 60_000);
    const policy = toRetryPolicy(call.retry, options.retry, method, headers);
    const toError = (error: unknown, status?: number) => toTransportError(error, sent, signal, call.signal, status);
    const innermost = (request: ClientRequest) =>
      exchange(request, policy, at, (target, refused) => authorize(definition.security, target, refused), connect).catch((error: unknown) => {
        throw toError(error);
      });
    const chain = (connect === transport.fetch ? middleware : []).reduceRight<typeof innermost>((next, layer) => (request) => layer(request, next), innermost);
    let response: Response | undefined;
    try {
      response = await chain({ ...sent, url, headers, body, signal });
      if (response.ok) return await read(response);
      throw toApiError(definition.errors, response, decode(await readErrorBody(response)), sent);
    } catch (error) {
      throw response ? toError(error, response.status) : error;
    } finally {
      clear();
    }
  };

  const transport: Transport = {
    webSocket: options.webSocket,
    fetch: (url, init) => fetch(url, { ...init, credentials } as RequestInit),
    address,
    send,
  };
  return transport;
}

/** Absolute, without a slash at its end: in a page relative to it. */
function toBaseUrl(url: string): string {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  if (!URL.canParse(url, location?.href)) throw new TypeError(`baseUrl '${url}' is not absolute.`);
  return new URL(url, location?.href).href.replace(/\/+$/, '');
}
