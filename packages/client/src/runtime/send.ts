import { readBody } from './answer-body.js';
import type { Success } from './answer.js';
import { toRetryPolicy } from './backoff.js';
import type { CallOptions } from './call-options.js';
import type { ClientRequest } from './client-options.js';
import { exchange } from './exchange.js';
import { toApiError } from './failure.js';
import type { OperationDefinition } from './operation-definition.js';
import { toAddress } from './request-address.js';
import { writeBody } from './request-body.js';
import type { BodyInput } from './request-body.js';
import type { Send, Transport } from './transport.js';
import { toTransportError } from './transport-error.js';

/**
 * Sends a request, and resolves with a success whose body is what `read` makes of it. The deadline of the call counts until then.
 *
 * @param connect What takes the place of `fetch`, and of the middleware.
 * @throws ApiError, TransportError
 */
export const send = async <TResult>(
  transport: Transport,
  definition: OperationDefinition,
  input: unknown = {},
  call: CallOptions = {},
  read: (response: Response) => TResult | Promise<TResult>,
  connect?: Send,
): Promise<Success<number, TResult>> => {
  const { options } = transport;
  const { url, headers, sent } = toAddress(transport, definition, input, call.headers);
  const body = writeBody(input as BodyInput, definition.body, headers);
  // @see RFC 9110 §9.2.2
  const isIdempotent = !/^(POST|PATCH)$/i.test(definition.method) || headers.has('idempotency-key');
  const policy = toRetryPolicy(call.retry ?? (isIdempotent && (options.retry ?? {})));
  const limit = (call.timeout ?? options.timeout ?? 60_000) || Infinity;
  const controller = new AbortController();
  const timer = limit < Infinity ? setTimeout(() => controller.abort(new Error(`${limit} ms`)), limit) : undefined;
  const signal = AbortSignal.any([controller.signal, call.signal ?? controller.signal]);
  const end = Date.now() + limit;
  let response: Response | undefined;
  const fail = (error: unknown) => {
    throw toTransportError(error, sent, signal, call.signal, response?.status);
  };
  const innermost = (request: ClientRequest) =>
    exchange(request, policy, end, transport.authorize(definition.security), connect ?? transport.fetch).catch(fail);
  // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- false where something takes the place of the middleware
  const chain = ((!connect && options.middleware) || []).reduceRight<typeof innermost>((next, layer) => (request) => layer(request, next), innermost);
  try {
    response = await chain({ ...sent, url, headers, body, signal });
    if (response.ok) return { status: response.status, headers: response.headers, body: await read(response) };
    throw toApiError(definition.errors, response, await readBody(response, definition), sent);
  } catch (error) {
    // Without an answer it is what `fail` or a middleware has thrown.
    if (response) fail(error);
    throw error;
  } finally {
    clearTimeout(timer);
  }
};
