import { readErrorBody } from './answer-body.js';
import { createAuthorization } from './authorization.js';
import type { Scheme } from './authorizer.js';
import { toRetryPolicy } from './backoff.js';
import type { ClientOptions, ClientRequest } from './client-options.js';
import { createDeadline } from './deadline.js';
import { exchange } from './exchange.js';
import { toApiError } from './failure.js';
import { toAddress } from './request-address.js';
import { writeBody } from './request-body.js';
import type { BodyDefinition } from './operation-definition.js';
import { describeRequest } from './sent-request.js';
import type { Transport } from './transport.js';
import { toTransportError } from './transport-error.js';

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
  const { baseUrl: given = '', auth = {}, credentials, middleware = [], timeout = TIMEOUT, fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const baseUrl = toBaseUrl(given);
  const authorization = createAuthorization(schemes, auth, { baseUrl, fetch });

  const address: Transport['address'] = (definition, input, ofCall) => {
    const { path, headers } = toAddress(definition, input);
    for (const [name, value] of Object.entries({ ...options.headers, ...ofCall })) {
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    }
    return { url: /^https?:/.test(path) ? path : baseUrl + path, headers };
  };

  return {
    options: { ...options, timeout },
    address,
    authorize: authorization.apply,
    send: async (definition, input, call = {}, read) => {
      const { url, headers } = address(definition, input, call.headers);
      const { id: operation, method, accept = [] } = definition;
      if (!headers.has('accept')) headers.set('accept', [...accept, 'application/problem+json', '*/*;q=0.1'].join(', '));
      const body = definition.body === undefined ? undefined : addBody(definition.body, input, headers);
      const deadline = createDeadline(call.signal, call.timeout ?? timeout);
      const policy = toRetryPolicy(call.retry, options.retry, definition, headers);
      const sent = describeRequest(definition, url);
      const toError = (error: unknown, status?: number) => toTransportError(error, sent, deadline.signal, call.signal, status);
      const innermost = (request: ClientRequest) =>
        exchange(request, definition, policy, deadline, { authorization, fetch, credentials }).catch((error: unknown) => {
          throw toError(error);
        });
      const send = middleware.reduceRight<typeof innermost>((next, layer) => (request) => layer(request, next), innermost);
      try {
        const response = await send({ operation, method, url, headers, body, signal: deadline.signal });
        try {
          if (response.ok) return await read(response);
          throw toApiError(definition.errors, { status: response.status, headers: response.headers, body: await readErrorBody(response) }, sent);
        } catch (error) {
          throw toError(error, response.status);
        }
      } finally {
        deadline.clear();
      }
    },
  };
}

function addBody(definition: BodyDefinition, input: unknown, headers: Headers): RequestInit['body'] {
  const value = (input as { readonly body?: unknown } | undefined)?.body;
  if (value === undefined) return undefined;
  const declared = typeof definition === 'string' ? definition : definition.type;
  const { body, type } = writeBody(value, definition, headers.get('content-type') ?? declared);
  if (type === undefined) headers.delete('content-type');
  else headers.set('content-type', type);
  return body;
}

/** Absolute, without a slash at its end: in a page relative to it. */
function toBaseUrl(given: string | URL): string {
  const url = String(given);
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  if (!URL.canParse(url, location?.href)) throw new TypeError(`The baseUrl '${url}' is not absolute, and there is no page to complete it.`);
  return new URL(url, location?.href).href.replace(/\/+$/, '');
}
