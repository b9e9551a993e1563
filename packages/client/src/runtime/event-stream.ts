import { parseText } from './answer-body.js';
import type { ApiError } from './api-error.js';
import { readLines } from './body-lines.js';
import { parseEvents } from './event-parser.js';
import { toApiError } from './failure.js';
import { streamOperation } from './item-stream.js';
import type { StreamPosition } from './item-stream.js';
import type { OperationDefinition } from './operation-definition.js';
import type { SentRequest } from './sent-request.js';
import type { ServerEvent, StreamOperation } from './operation-types.js';
import type { Transport } from './transport.js';

/** How the data of events are written: all alike, or by the name of the event; events of other names are passed over. */
export type EventEncoding = 'json' | 'text' | Readonly<Record<string, 'json' | 'text'>>;

/** An operation that answers with server-sent events. */
export interface EventStreamDefinition extends OperationDefinition {
  /** Default: 'json'. */
  readonly data?: EventEncoding;
}

/**
 * An operation of a generated client that answers with server-sent events. An event named `error` that is not declared
 * tells of a failure, as Typhoon's streams have it: it is thrown.
 *
 * @example const watch: StreamOperation<void, ServerEvent<undefined, Tick>, never> =
 *   eventStream(transport, { id: 'ticks.watch', method: 'GET', path: '/ticks', accept: ['text/event-stream'] });
 */
export const eventStream = <TInput, TEvent extends ServerEvent<string | undefined, unknown>, TFailure extends ApiError>(
  transport: Transport,
  definition: EventStreamDefinition,
): StreamOperation<TInput, TEvent, TFailure> => {
  const { data: encodings = 'json', errors } = definition;

  async function* read(response: Response, position: StreamPosition, sent: SentRequest): AsyncGenerator<TEvent> {
    const type = response.headers.get('content-type');
    if (!type?.startsWith('text/event-stream')) throw new SyntaxError(`content-type: ${type}`);
    for await (const { name, data, id } of parseEvents(readLines(response.body), position)) {
      const encoding = typeof encodings === 'object' ? encodings[name] : name !== 'error' && encodings;
      // The generator has written the type that belongs to the definition.
      if (encoding) yield { event: name || undefined, id, data: encoding === 'json' ? JSON.parse(data) : data } as TEvent;
      else if (name === 'error') {
        const body = parseText(data) as { readonly status?: number } | undefined;
        throw toApiError(errors, { status: body?.status ?? response.status, headers: response.headers }, body, sent);
      }
    }
  }

  return streamOperation(transport, definition, read, definition.method === 'GET');
};
