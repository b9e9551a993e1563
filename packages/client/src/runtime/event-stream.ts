import { parseText } from './answer-body.js';
import type { ApiError } from './api-error.js';
import { readText } from './body-text.js';
import { createEventParser } from './event-parser.js';
import type { ParsedEvent } from './event-parser.js';
import { toApiError } from './failure.js';
import { streamOperation } from './item-stream.js';
import type { OperationDefinition } from './operation-definition.js';
import type { ServerEvent, StreamOperation } from './operation-types.js';
import type { Transport } from './transport.js';
import { describeRequest } from './transport-error.js';

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
export function eventStream<TInput, TEvent extends ServerEvent<string | undefined, unknown>, TFailure extends ApiError>(
  transport: Transport,
  definition: EventStreamDefinition,
): StreamOperation<TInput, TEvent, TFailure> {
  return streamOperation(
    transport,
    definition,
    async function* (response, position): AsyncGenerator<TEvent> {
      const type = response.headers.get('content-type');
      if (!type?.startsWith('text/event-stream')) throw new SyntaxError(`The content type is '${type}'.`);
      const parser = createEventParser(position.lastEventId);
      for await (const text of readText(response.body)) {
        for (const event of parser.feed(text)) {
          position.lastEventId = event.id;
          const data = readData(event, definition, response);
          // The generator has written the type that belongs to the definition.
          if (data) yield { event: event.name || undefined, id: event.id, data: data.value } as TEvent;
        }
        Object.assign(position, { lastEventId: parser.lastEventId, retry: parser.retry ?? position.retry });
      }
    },
    definition.method === 'GET',
  );
}

function readData({ name, data }: ParsedEvent, definition: EventStreamDefinition, { status, headers, url }: Response): { readonly value: unknown } | undefined {
  const { data: encodings = 'json', errors } = definition;
  const encoding = typeof encodings === 'string' ? (name === 'error' ? undefined : encodings) : encodings[name];
  if (encoding) return { value: encoding === 'json' ? JSON.parse(data) : data };
  if (name !== 'error') return undefined;
  const body = parseText(data);
  const { status: told } = (body ?? {}) as { readonly status?: number };
  throw toApiError(errors, { status: told ?? status, headers, body }, describeRequest(definition, url));
}
