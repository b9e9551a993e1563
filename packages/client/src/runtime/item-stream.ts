import { ApiError } from './api-error.js';
import type { Success } from './answer.js';
import { jitter, retryAfterOf } from './backoff.js';
import { toByteString } from './byte-string.js';
import type { StreamOptions } from './call-options.js';
import { sleep } from './deadline.js';
import { toSafe } from './operation.js';
import type { OperationDefinition } from './operation-definition.js';
import type { ItemStream, StreamOperation } from './operation-types.js';
import { describeRequest } from './sent-request.js';
import { isTransient } from './transient.js';
import type { Transport } from './transport.js';
import { toTransportError } from './transport-error.js';

/** Reads the items of one connection, and keeps the position. */
export type ItemReader<TItem> = (response: Response, position: StreamPosition) => AsyncIterable<TItem>;

/** Where a stream has come to. */
export interface StreamPosition {
  /** '' where there is none. */
  lastEventId: string;
  /** Milliseconds before the next connection, where the server has said so. */
  retry: number | undefined;
}

/** An operation that answers item by item. */
export function streamOperation<TInput, TItem, TFailure extends ApiError>(
  transport: Transport,
  definition: OperationDefinition,
  readItems: ItemReader<TItem>,
  reconnects: boolean,
): StreamOperation<TInput, TItem, TFailure> {
  const open = (input: unknown, options: StreamOptions | undefined) =>
    openStream(transport, definition, input, { reconnect: reconnects, ...options }, readItems);
  const raw = async (input?: unknown, options?: StreamOptions): Promise<Success> => {
    const { begin, items } = open(input, options);
    const { status, headers } = await begin();
    return { status, headers, body: items };
  };
  const call = (input?: unknown, options?: StreamOptions): ItemStream<TItem> => open(input, options).items;
  return Object.assign(call, { raw, safe: toSafe(raw) }) as unknown as StreamOperation<TInput, TItem, TFailure>;
}

function openStream<TItem>(transport: Transport, definition: OperationDefinition, input: unknown, options: StreamOptions, readItems: ItemReader<TItem>) {
  const { reconnect } = options;
  const { attempts = Infinity, delay = 1000, maxDelay = 30_000, afterEnd } = typeof reconnect === 'object' ? reconnect : {};
  const leave = new AbortController();
  const signal = options.signal === undefined ? leave.signal : AbortSignal.any([options.signal, leave.signal]);
  const position: StreamPosition = { lastEventId: options.lastEventId ?? '', retry: undefined };
  let first: Promise<Response> | undefined;

  const connect = (retry: StreamOptions['retry']) => {
    const id = position.lastEventId === '' ? {} : { 'last-event-id': toByteString(position.lastEventId) };
    return transport.send(definition, input, { ...options, signal, retry, headers: { ...id, ...options.headers } }, (response) => response);
  };
  const begin = () => (first ??= connect(options.retry));

  async function* readConnection(response: Response): AsyncGenerator<TItem, void, void> {
    try {
      // 204 tells clients to stay away.
      if (response.status !== 204) yield* readItems(response, position);
    } catch (error) {
      throw toTransportError(error, describeRequest(definition, response.url), signal, options.signal, response.status);
    }
  }

  /** Waits for the next connection. @throws the error where there shall be none. */
  const wait = async (error: unknown, failures: number) => {
    if (reconnect === false || failures >= attempts || (error !== undefined && !isTransient(error))) throw error;
    const asked = ApiError.is(error) ? retryAfterOf(error.headers) : undefined;
    const retry = asked ?? (position.retry === undefined ? undefined : position.retry * 2 ** failures);
    await sleep(retry === undefined ? jitter(failures, delay, maxDelay) : Math.min(retry, Math.max(maxDelay, position.retry ?? 0)), signal);
  };

  async function* read(): AsyncGenerator<TItem, void, void> {
    try {
      let failures = 0;
      let response: Response | undefined = await begin();
      for (;;) {
        let error: unknown;
        try {
          response ??= await connect(false);
          for await (const item of readConnection(response)) {
            failures = 0;
            yield item;
          }
          if (reconnect === false || response.status === 204 || !(afterEnd ?? position.lastEventId !== '') || failures >= attempts) return;
        } catch (thrown) {
          error = thrown;
        }
        response = undefined;
        await wait(error, failures++);
      }
    } catch (error) {
      // Who leaves while the next item is awaited wants no error.
      if (!leave.signal.aborted) throw toTransportError(error, describeRequest(definition, ''), signal, options.signal);
    } finally {
      leave.abort();
    }
  }

  const items = read();
  const finish = items.return.bind(items);
  // A generator that waits would end with its next item only.
  items.return = (value) => {
    leave.abort();
    return finish(value);
  };
  return { begin, items };
}
