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
  const { auth = {}, credentials, middleware = [], timeout = 60_000, fetch = (url, init) => globalThis.fetch(url, init) } = options;
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

  const send: Transport['send'] = async (definition, input, call = {}, read, open) => {
    const { id: operation, method, errors, accept = [], decode = (body: unknown) => body } = definition;
    const { url, headers } = address(definition, input, call.headers);
    if (!headers.has('accept')) headers.set('accept', [...accept, 'application/problem+json', '*/*;q=0.1'].join());
    const body = writeBody(input ?? {}, definition.body, headers);
    const { signal, at, clear } = createDeadline(call.signal, call.timeout ?? timeout);
    const policy = toRetryPolicy(call.retry, options.retry, method, headers);
    const sent = describeRequest(definition, url);
    const fail = (error: unknown, status?: number): never => {
      throw toTransportError(error, sent, signal, call.signal, status);
    };
    const connect = async (target: string, init: RequestInit) => {
      const opened = await open?.(target, init as ClientRequest);
      if (opened) return opened;
      const response = await fetch(target, { ...init, credentials } as RequestInit);
      // Upgrade Required: the handshake would have been accepted, so that something else has ended it.
      if (open && response.status === 426) throw new TypeError();
      return response;
    };
    const innermost = (request: ClientRequest) =>
      exchange(request, policy, at, (target, refused) => authorize(definition.security, target, refused), connect).catch(fail);
    try {
      const chain = (open ? [] : middleware).reduceRight<typeof innermost>((next, layer) => (request) => layer(request, next), innermost);
      const response = await chain({ operation, method, url, headers, body, signal });
      const reading = async () => {
        if (response.ok) return read(response);
        throw toApiError(errors, response, decode(await readErrorBody(response)), sent);
      };
      return await reading().catch((error: unknown) => fail(error, response.status));
    } finally {
      clear();
    }
  };

  return { webSocket: options.webSocket, address, send };
}

/** Absolute, without a slash at its end: in a page relative to it. */
function toBaseUrl(given: string | URL): string {
  const url = String(given);
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  if (!URL.canParse(url, location?.href)) throw new TypeError(`The baseUrl '${url}' is not absolute.`);
  return new URL(url, location?.href).href.replace(/\/+$/, '');
}
