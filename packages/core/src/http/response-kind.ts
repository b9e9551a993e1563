import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InferOutput, SchemaLike } from '../decorators/check.js';
import type { HeaderDocumentation } from '../describe/route-definition.js';
import { toSchema } from '../schema/model.js';
import { isSchema } from '../schema/typebox.js';
import type { TSchema } from '../schema/typebox.js';

declare const returns: unique symbol;
const kResponseKind = Symbol.for('typhoon.response-kind');

/** How a body is written: its media type, its documentation, and what a handler returns for it. */
export interface ResponseKind<TValue> {
  readonly [returns]: TValue;
  readonly [kResponseKind]: true;
  /** `json`, `text`, `empty`, … */
  readonly name: string;
  /** The content type of the answer; undefined where it has no body, any (`ANY_TYPE`) where `toPayload` sets one. */
  readonly mediaType: string | undefined;
  /** The schema of the body (of one item, for streams); undefined where it has none. */
  readonly schema: TSchema | undefined;
  /** The status where the route names none. */
  readonly status: number;
  /** The statuses it makes sense with; absent where any will do. */
  readonly statuses?: readonly number[];
  /** Headers that it sets, for the documents. */
  readonly headers?: Readonly<Record<string, HeaderDocumentation>>;
  /** What else it may answer with, for the documents: parts of a file, and that the client has it already. */
  readonly further?: readonly FurtherAnswer[];
  /** Request headers that it reads, for the documents, in lower case. */
  readonly reads?: Readonly<Record<string, HeaderDocumentation>>;
  /**
   * Says why a value cannot be sent so: `expects a string, but got a number`. Undefined where it can.
   *
   * @param isStrict Whether what could be dropped silently is a mistake, too: outside production.
   */
  readonly findProblem?: (value: unknown, isStrict: boolean) => string | undefined;
  /**
   * Makes what is given to `reply.send` from what the handler returned, promised or not, and may set headers.
   * Absent for JSON, which Fastify's own serialization step writes.
   */
  readonly toPayload: ((value: unknown, reply: FastifyReply, request: FastifyRequest) => unknown) | undefined;
}

/** An answer that follows from how a body is sent: 206 has the body of the main answer, 304 none, and errors have their envelope. */
export interface FurtherAnswer {
  readonly status: number;
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderDocumentation>>;
}

/** The media range of answers that may be of any type. */
export const ANY_TYPE = '*/*';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a kind of any value
export type AnyResponseKind = ResponseKind<any>;

/** What may stand in `response` and `responses`. */
export type ResponseLike = SchemaLike | AnyResponseKind;

/** What a handler may return for a response. */
export type InferResponse<TResponse> = TResponse extends ResponseKind<infer TValue> ? TValue : InferOutput<TResponse>;

export function createResponseKind<TValue>(kind: Omit<ResponseKind<TValue>, typeof returns | typeof kResponseKind>): ResponseKind<TValue> {
  return { ...kind, [kResponseKind]: true } as unknown as ResponseKind<TValue>;
}

/** A kind may be a function, too: one that makes another of it, as `FileDownload('image/png')` does. */
function isResponseKind(value: unknown): value is ResponseKind<unknown> {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && kResponseKind in value;
}

/** What a value is, for messages that must not show it: `a string`, `null`, `an instance of Map`. */
export function formatKind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return typeof value === 'function' ? 'a function' : `a ${typeof value}`;
  if (Array.isArray(value)) return 'a list';
  const name = (value.constructor as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `an instance of ${name}` : 'an object';
}

/** JSON by a schema: what a plain schema or model in `response` means. */
export function jsonResponse<TSchemaLike extends SchemaLike>(schema: TSchemaLike): ResponseKind<InferOutput<TSchemaLike>> {
  return createResponseKind({ name: 'json', mediaType: 'application/json', schema: toSchema(schema), status: 200, toPayload: undefined });
}

/** The kind behind whatever may stand in `response`. */
export function toResponseKind(response: ResponseLike): ResponseKind<unknown> {
  return isResponseKind(response) ? response : jsonResponse(response as SchemaLike);
}

export function isResponseLike(value: unknown): value is ResponseLike {
  return isResponseKind(value) || isSchema(value) || (typeof value === 'function' && 'schema' in value);
}
