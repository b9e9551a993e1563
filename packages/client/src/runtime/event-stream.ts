import { parseText } from './answer-body.js';
import type { ApiError } from './api-error.js';
import { readLines } from './body-lines.js';
import { toApiError } from './failure.js';
import { streamOperation } from './item-stream.js';
import type { StreamPosition } from './item-stream.js';
import type { OperationDefinition } from './operation-definition.js';
import type { SentRequest } from './sent-request.js';
import type { ServerEvent, StreamOperation } from './operation-types.js';
import type { Transport } from './transport.js';

/** What reads the data of events, `JSON.parse` or `String`: of all alike, or by the name of the event; events of other names are passed over. */
export type EventEncoding = ReadData | Readonly<Record<string, ReadData>>;

type ReadData = (data: string) => unknown;

/** An operation that answers with server-sent events. */
export interface EventStreamDefinition extends OperationDefinition {
  /** Default: JSON.parse. */
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
  const { data: encodings = JSON.parse } = definition;

  async function* read(response: Response, position: StreamPosition, sent: SentRequest): AsyncGenerator<TEvent> {
    const type = response.headers.get('content-type');
    if (!type?.startsWith('text/event-stream')) throw new SyntaxError(`content-type: ${type}`);
    let name = '';
    let lines: string[] = [];
    let id = position.lastEventId;
    for await (const line of readLines(response.body)) {
      const [, field, value] = /^([^:]*):? ?(.*)/s.exec(line) as unknown as readonly [string, string, string];
      if (field === 'data') lines.push(value);
      if (field === 'event') name = value;
      if (field === 'id' && !value.includes('\0')) id = value;
      if (field === 'retry' && /^\d+$/.test(value)) position.retry = Number(value);
      if (line) continue;
      position.lastEventId = id;
      if (lines.length) {
        const readData = typeof encodings === 'object' ? encodings[name] : name !== 'error' && encodings;
        const data = lines.join('\n');
        if (readData) yield { event: name || undefined, id, data: readData(data) } as TEvent;
        else if (name === 'error') {
          const body = parseText(data) as { readonly status?: number } | undefined;
          throw toApiError(definition.errors, { status: body?.status ?? response.status, headers: response.headers }, body, sent);
        }
      }
      name = '';
      lines = [];
    }
  }

  return streamOperation(transport, definition, read, definition.method === 'GET');
};
