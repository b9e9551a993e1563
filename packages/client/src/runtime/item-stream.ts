import type { Success } from './answer.js';
import type { ApiError } from './api-error.js';
import { isTransient, toReconnectPolicy, toWait } from './backoff.js';
import { toByteString } from './byte-string.js';
import type { StreamOptions } from './call-options.js';
import { sleep } from './deadline.js';
import { toSafe } from './operation.js';
import type { OperationDefinition } from './operation-definition.js';
import type { ItemStream, StreamOperation } from './operation-types.js';
import type { SentRequest } from './sent-request.js';
import { toAddress } from './request-address.js';
import { send } from './send.js';
import type { Send, Transport } from './transport.js';
import { toTransportError } from './transport-error.js';

/** Reads the items of one connection, and keeps the position. */
export type ItemReader<TItem> = (response: Response, position: StreamPosition, sent: SentRequest) => AsyncIterable<TItem>;

/** Where a stream has come to. */
export interface StreamPosition {
  /** '' where there is none. */
  lastEventId: string;
  /** Attempts since the last success. */
  attempts: number;
  /** Milliseconds before the next connection, where the server has said so. */
  retry?: number | undefined;
}

/** An operation that answers item by item. */
export const streamOperation = <TInput, TItem, TFailure extends ApiError>(
  transport: Transport,
  definition: OperationDefinition,
  readItems: ItemReader<TItem>,
  reconnects: boolean,
): StreamOperation<TInput, TItem, TFailure> => {
  const start = (input: unknown, options: StreamOptions | undefined) =>
    openStream(transport, definition, input, { reconnect: reconnects, ...options }, readItems);
  const raw = async (input?: unknown, options?: StreamOptions): Promise<Success> => {
    const { open, items } = start(input, options);
    return { ...(await open()), body: items };
  };
  const call = (input?: unknown, options?: StreamOptions): ItemStream<TItem> => start(input, options).items;
  return Object.assign(call, { raw, safe: toSafe(raw) }) as unknown as StreamOperation<TInput, TItem, TFailure>;
};

/**
 * Makes connections, one behind the other, until one ends for good, and reads their items.
 *
 * @throws TypeError where the path lacks one of its parameters.
 * @param connectBy What makes them in place of `fetch`.
 * @param onWait Called where one has ended, and another will be made.
 */
export const openStream = <TItem>(
  transport: Transport,
  definition: OperationDefinition,
  input: unknown,
  options: StreamOptions,
  readItems: ItemReader<TItem>,
  connectBy?: Send,
  onWait?: () => void,
) => {
  const { sent } = toAddress(transport, definition, input);
  const policy = toReconnectPolicy(options.reconnect);
  const leave = new AbortController();
  const signal = AbortSignal.any([leave.signal, options.signal ?? leave.signal]);
  const position: StreamPosition = { lastEventId: options.lastEventId ?? '', attempts: 0 };
  let first: Promise<Success<number, Response>> | undefined;

  const connect = (retry?: StreamOptions['retry']) =>
    send(
      transport,
      definition,
      input,
      { ...options, signal, retry, headers: { 'last-event-id': toByteString(position.lastEventId) || undefined, ...options.headers } },
      (response) => response,
      connectBy,
    );

  const open = () => (first ??= connect(options.retry));

  async function* read(): AsyncGenerator<TItem, void, void> {
    try {
      for (let connecting = open(); ; connecting = connect(false)) {
        let response: Response | undefined;
        let thrown: unknown;
        try {
          response = (await connecting).body;
          // The server tells clients to stay away.
          if (response.status === 204) return;
          for await (const item of readItems(response, position, sent)) {
            position.attempts = 0;
            yield (definition.decode?.(item) ?? item) as TItem;
          }
          if (!(policy.afterEnd ?? (policy.attempts && position.lastEventId))) return;
        } catch (error) {
          thrown = error;
        }
        // Who leaves while the next item is awaited wants no error.
        if (leave.signal.aborted) return;
        const error: Partial<ApiError> = toTransportError(thrown, sent, signal, options.signal, response?.status);
        if (position.attempts >= policy.attempts || !isTransient(error)) throw error as Error;
        onWait?.();
        await sleep(toWait(position.attempts++, policy, error.headers, position.retry), signal);
      }
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
  return { open, items };
};
