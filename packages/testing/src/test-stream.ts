import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Text, parse } from '@typhoon/core';
import type { EventData, InferInput, NamedEvents, SchemaLike } from '@typhoon/core';
import { createParser } from 'eventsource-parser';
import type { EventSourceMessage } from 'eventsource-parser';

/** An event as a client gets it. */
export interface TestEvent<TData, TName extends string | undefined = string | undefined> {
  /** Undefined for the usual ones, which browsers call `message`. */
  readonly event: TName;
  readonly id: string | undefined;
  readonly data: TData;
}

type ReceivedData<TData> = TData extends SchemaLike ? InferInput<TData> : string;

/** The events that a declaration of `EventStream` stands for. */
export type ReceivedEvent<TEvents> = TEvents extends EventData
  ? TestEvent<ReceivedData<TEvents>>
  : { [TName in keyof TEvents & string]: TestEvent<ReceivedData<TEvents[TName]>, TName> }[keyof TEvents & string];

/** Thrown where a stream tells of a failure: an event named `error`. */
export class StreamFailedError extends Error {
  /** What the application said of it: `{ "title": "Conflict", "status": 409, … }`. */
  readonly problem: unknown;

  constructor(problem: unknown) {
    super(`The stream failed: ${JSON.stringify(problem)}`);
    this.name = 'StreamFailedError';
    this.problem = problem;
  }
}

/**
 * An answer that is read while it comes. Who stops reading, by `break` or `close()`, leaves as a client would: the
 * generator ends.
 */
export class TestStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly #body: Readable;
  readonly #leave: AbortController;

  constructor(answer: Pick<TestStream, 'status' | 'headers'>, body: Readable, leave: AbortController) {
    this.status = answer.status;
    this.headers = answer.headers;
    this.#body = body;
    this.#leave = leave;
  }

  /**
   * The items of JSON lines, by their schema.
   *
   * @throws ValidationError for a line that is none of them.
   * @example for await (const row of stream.lines(Row)) rows.push(row);
   */
  async *lines<TItem extends SchemaLike>(item: TItem): AsyncGenerator<InferInput<TItem>, void> {
    try {
      for await (const line of createInterface({ input: this.#body, crlfDelay: Infinity })) yield parse(item, JSON.parse(line));
    } finally {
      this.close();
    }
  }

  /**
   * The events of an event stream; `events` as it was given to `EventStream`. Comments are left out.
   *
   * @throws StreamFailedError where the stream fails; ValidationError for data that their schema does not allow.
   * @example for await (const { data } of stream.events(Tick)) ticks.push(data);
   */
  async *events<const TEvents extends EventData | NamedEvents>(events: TEvents): AsyncGenerator<ReceivedEvent<TEvents>, void> {
    const received: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (message) => void received.push(message) });
    try {
      for await (const chunk of this.#body.setEncoding('utf8')) {
        parser.feed(chunk as string);
        for (const message of received.splice(0)) yield readEvent(message, events) as ReceivedEvent<TEvents>;
      }
    } finally {
      this.close();
    }
  }

  /** Everything until the end, as text. */
  async text(): Promise<string> {
    let text = '';
    for await (const chunk of this.#body.setEncoding('utf8')) text += chunk as string;
    return text;
  }

  /** The bytes as they come. */
  async *bytes(): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const chunk of this.#body) yield chunk as Uint8Array;
    } finally {
      this.close();
    }
  }

  /** Leaves. Nothing happens where the stream has ended. */
  close(): void {
    if (!this.#body.readableEnded) this.#leave.abort();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function readEvent({ event, id, data }: EventSourceMessage, events: EventData | NamedEvents): TestEvent<unknown> {
  const declared = isSingle(events) ? events : Object.hasOwn(events, event ?? '') ? events[event ?? ''] : undefined;
  if (event === 'error' && (isSingle(events) || declared === undefined)) throw new StreamFailedError(JSON.parse(data));
  if (declared === undefined)
    throw new TypeError(`The stream sent an event ${event === undefined ? 'without a name' : `named '${event}'`}, which is not declared.`);
  return { event, id, data: declared === Text ? data : parse(declared as SchemaLike, JSON.parse(data)) };
}

/** A schema and a response kind carry symbols, a model is a function: names alone are neither. */
function isSingle(events: EventData | NamedEvents): events is EventData {
  return typeof events === 'function' || Object.getOwnPropertySymbols(events).length > 0;
}
