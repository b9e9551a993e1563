import type { InferOutput, SchemaLike } from '../decorators/check.js';
import { toSchema } from '../schema/model.js';
import { TypeBoxType } from '../schema/typebox.js';
import type { TSchema } from '../schema/typebox.js';
import { compileSerializer } from '../serialization/serializer.js';
import { findSourceProblem } from './json-lines.js';
import { createResponseKind, formatKind, isResponseLike } from './response-kind.js';
import type { AnyResponseKind, ResponseKind } from './response-kind.js';
import { fieldsOf, formatEvent } from './server-event.js';
import type { EventFields, ServerEvent } from './server-event.js';
import { createStreamPayload, DEFAULT_OPEN_AFTER } from './stream-payload.js';
import type { ItemCheck, StreamFormat, StreamOptions } from './stream-payload.js';
import type { StreamSource } from './stream-source.js';
import { Text } from './text.js';

/** Options of `EventStream`. */
export interface EventStreamOptions extends StreamOptions {
  /** Milliseconds without an event after which a comment is sent, so that proxies keep the connection; `false`: none. Default: 15,000. */
  readonly keepAlive?: number | false;
}

/** What the data of an event is: JSON by a schema, or `Text`, sent as it is, line by line. */
export type EventData = SchemaLike | typeof Text;

/** The data of events by their names: `{ joined: Member, left: Member, said: Text }`. */
export type NamedEvents = { readonly [name: string]: EventData };

type InferData<TData> = TData extends SchemaLike ? InferOutput<TData> : string;

/** What a handler yields for the events declared: the data alone, or `event({ … })`; with names, the latter. */
export type InferEvent<TEvents> = TEvents extends EventData
  ? InferData<TEvents> | ServerEvent<InferData<TEvents> | undefined>
  : { [TName in keyof TEvents & string]: ServerEvent<InferData<TEvents[TName]>, TName> }[keyof TEvents & string] | ServerEvent<undefined, undefined>;

/** The kind of event streams, with what the documents tell of each event. */
export interface EventStreamKind<TItem> extends ResponseKind<StreamSource<TItem>> {
  /** The data of each event, by name; undefined for text. Events without a name stand under the empty one. */
  readonly events: ReadonlyMap<string, TSchema | undefined>;
}

/**
 * Server-sent events: the handler is an async generator, or returns any other iterable. It yields data, or
 * `event({ data, event, id, retry, comment })`; the data are JSON, written by their schema, or text where `Text` stands.
 *
 * `text/event-stream`, not cached, not buffered by proxies; status 200. A failure before the first event is answered as on any route;
 * after it an event named `error` tells of it, in the shape of the route's other errors, and the stream ends.
 * When a client comes back after a break, `lastEventId` says what it saw last.
 *
 * @param events The data of every event, or of each by its name.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 * @example @Get('/ticks', { response: EventStream(Tick) }) async *ticks() { for await (const tick of this.clock) yield tick; }
 * @example @Get('/room', { response: EventStream({ joined: Member, said: Text }) }) async *room() { yield event({ event: 'joined', data: ada }); }
 */
export function EventStream<const TEvents extends EventData | NamedEvents>(
  events: TEvents,
  options: EventStreamOptions = {},
): EventStreamKind<InferEvent<TEvents>> {
  const isSingle = isResponseLike(events);
  const named: NamedEvents = isSingle ? { '': events } : events;
  const declared = Object.entries(named).map(([name, data]) => [name, schemaOf(data)] as const);
  const schemas = declared.flatMap(([, schema]) => (schema === undefined ? [] : [schema]));
  const keepAlive = options.keepAlive ?? DEFAULT_KEEP_ALIVE;
  const format: StreamFormat = {
    write: isSingle ? compileWriter(declared[0]?.[1]) : compileNamedWriter(new Map(declared)),
    // `no-transform` would also forbid what a proxy may well do; buffering is what hurts, and nginx asks for a header of its own.
    headers: { 'cache-control': 'no-cache', 'x-accel-buffering': 'no' },
    openAfter: options.openAfter ?? DEFAULT_OPEN_AFTER,
    keepAlive: keepAlive === false ? undefined : { interval: keepAlive, text: ': keep-alive\n\n' },
    writeFailure: ({ body }) => formatEvent({ event: 'error' }, JSON.stringify(body)),
    isOpenEnded: true,
  };
  const kind = createResponseKind<StreamSource<InferEvent<TEvents>>>({
    name: 'event-stream',
    mediaType: 'text/event-stream',
    schema: schemas.length > 1 ? TypeBoxType.Union(schemas) : schemas[0],
    status: 200,
    findProblem: findSourceProblem,
    toPayload: (value) => createStreamPayload(value as StreamSource<unknown>, format),
  });
  return { ...kind, events: new Map(declared) };
}

const DEFAULT_KEEP_ALIVE = 15_000;

function schemaOf(data: EventData): TSchema | undefined {
  return (data as AnyResponseKind) === Text ? undefined : toSchema(data as SchemaLike);
}

type WriteData = (data: unknown, check: ItemCheck | undefined) => string;

function compileData(schema: TSchema | undefined): WriteData {
  if (schema === undefined) return writeText;
  const serialize = compileSerializer(schema, { isAnswer: true });
  return (data, check) => {
    check?.(schema, data);
    return serialize(data);
  };
}

const writeText: WriteData = (data) => {
  if (typeof data !== 'string') throw new TypeError(`The data of an event of text is a string, but got ${formatKind(data)}.`);
  return data;
};

function compileWriter(schema: TSchema | undefined): StreamFormat['write'] {
  const writeData = compileData(schema);
  return (item, check) => {
    const fields = fieldsOf(item);
    return fields === undefined ? formatEvent({}, writeData(item, check)) : formatFields(fields, writeData, check);
  };
}

function compileNamedWriter(events: ReadonlyMap<string, TSchema | undefined>): StreamFormat['write'] {
  const writers = new Map([...events].map(([name, schema]) => [name, compileData(schema)]));
  return (item, check) => {
    const fields = fieldsOf(item);
    if (fields === undefined) throw new TypeError(`An event of several is made by event({ event: '…', data }), but got ${formatKind(item)}.`);
    const writeData = writers.get(fields.event ?? '') ?? refuseData(fields.event, [...writers.keys()]);
    return formatFields(fields, writeData, check);
  };
}

function formatFields(fields: EventFields, writeData: WriteData, check: ItemCheck | undefined): string {
  return formatEvent(fields, fields.data === undefined ? undefined : writeData(fields.data, check));
}

function refuseData(name: string | undefined, declared: readonly string[]): WriteData {
  return () => {
    const found = name === undefined ? 'without a name' : `named '${name}'`;
    throw new TypeError(`An event ${found} has data, but only these are declared: '${declared.join("', '")}'.`);
  };
}
