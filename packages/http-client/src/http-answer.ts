import { ValidationError, parse } from '@typhoon/core';
import type { FormatTable, InferInput, SchemaLike, TUnknown } from '@typhoon/core';
import { parseJson } from '@typhoon/core/internal';
import { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';
import { UpstreamFailed } from './upstream-errors.js';

/** The headers of an answer, by name in lower case; several of one name as a list. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What an answer is read with. */
export interface AnswerContext {
  /** What was asked, for messages: `weather: GET https://…/forecast`. */
  readonly place: string;
  readonly formats?: FormatTable | undefined;
}

/** An answer that has been read to its end, and unpacked. */
export class HttpAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The body as it is: empty where there is none. */
  readonly bytes: Uint8Array;
  readonly #context: AnswerContext;

  constructor(head: { readonly status: number; readonly headers: AnswerHeaders }, bytes: Uint8Array, context: AnswerContext) {
    this.status = head.status;
    this.headers = head.headers;
    this.bytes = bytes;
    this.#context = context;
  }

  /** The body as a text of UTF-8. */
  text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /**
   * The body as JSON: checked and decoded by a schema as the body of a request is, or as it is without one.
   *
   * @throws UpstreamFailed (502) for what is no JSON, or does not fit the schema.
   * @example const forecast = answer.json(Forecast);
   */
  json<TSchema extends SchemaLike = TUnknown>(schema?: TSchema): InferInput<TSchema> {
    const value = this.#parse();
    if (schema === undefined) return value as InferInput<TSchema>;
    const { place, formats } = this.#context;
    try {
      return parse(schema, value, formats === undefined ? {} : { formats });
    } catch (error) {
      if (!ValidationError.is(error)) throw error;
      throw new UpstreamFailed({ message: `${place} answered ${this.status}, but not what was agreed. ${error.message}`, cause: error });
    }
  }

  #parse(): unknown {
    const { place } = this.#context;
    if (this.bytes.length === 0) throw new UpstreamFailed({ message: `${place} answered ${this.status} without a body, where JSON is expected.` });
    try {
      return parseJson(Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength));
    } catch (error) {
      const type = headerOf(this.headers, 'content-type') ?? 'no type';
      throw new UpstreamFailed({ message: `${place} answered ${this.status} with what is no JSON (${type}).`, cause: error });
    }
  }
}

/** An answer whose body is still on its way. Read it, or cancel it: until then it holds a connection. */
export interface StreamedAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Bytes, unpacked. Ends with an error where the service breaks off. */
  readonly body: Readable;
  /** Says that the rest is not wanted. */
  readonly cancel: () => void;
}

/** The first value of a header. */
export function headerOf(headers: AnswerHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'object' ? value[0] : value;
}
