import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ResponseDefinition, RouteDefinition } from '../describe/route-definition.js';
import { isJsonType, isMediaRange, toMediaType } from '../http/media-type.js';
import { isReply } from '../http/reply.js';
import type { ReplyValue } from '../http/reply.js';
import { ResponseTypeError, ResponseValidationError, UndeclaredStatusError, toError } from '../http/request-errors.js';
import { formatKind } from '../http/response-kind.js';
import { isBodyless } from '../http/status.js';
import { isStreamPayload } from '../http/stream-payload.js';
import { TEXT_TYPE } from '../http/text.js';
import { codecOf } from '../schema/codec.js';
import { kindOf } from '../schema/typebox.js';
import type { FormatTable } from '../schema/formats.js';
import { compileSerializer } from '../serialization/serializer.js';
import { collectOutputIssues } from '../validation/output.js';
import { compileHeaderCheck, documentsHeaders } from './response-headers.js';
import type { CheckHeaders } from './response-headers.js';
import { compileStream } from './stream.js';
import { isThenable } from './thenable.js';

/** Writes what a handler returned. */
export interface CompiledResponses {
  /** The status of a plain return value. */
  readonly status: number;
  /** Whether an object that is a plain return value may be handed to Fastify, which writes it: what it would not write is not for it. */
  readonly isPlain: boolean;
  /** What Fastify's serialization step calls, by declared status. */
  readonly serializers: Readonly<Record<string, Serialize>>;
  /**
   * To be called before a handler's own answer is sent: at a status that the route does not declare it is written as the main
   * answer is, so that nothing undeclared leaves. Without, such a status is that of a host's hook, whose answer is not touched.
   */
  readonly restrict: (payload: unknown, reply: FastifyReply) => void;
  /** @throws UndeclaredStatusError for a reply with a status that the route does not declare. */
  readonly send: (result: unknown, request: FastifyRequest, reply: FastifyReply) => void;
  /** Sends a reply of a declared status; returns false for any other. */
  readonly sendReply: (result: ReplyValue, request: FastifyRequest, reply: FastifyReply) => boolean;
  /** Undefined where headers are not checked, or none are documented. */
  readonly checkHeaders: CheckHeaders | undefined;
}

export type Serialize = (value: unknown) => string;

type SendBody = (value: unknown, request: FastifyRequest, reply: FastifyReply) => void;

export interface ResponseCompileOptions {
  /** Whether what handlers return is checked against the schema before it is written. */
  readonly validate: boolean;
  /** The application's own formats. */
  readonly formats?: FormatTable | undefined;
}

/** Prepares the answers of a route. */
export function compileResponses(route: RouteDefinition, options: ResponseCompileOptions): CompiledResponses {
  const main = route.responses[0] as ResponseDefinition;
  const serializers: Record<string, Serialize> = {};
  const senders = new Map<number, SendBody>();
  const restrict = createRestrict(serializers, refuseJson(route, main), main);
  for (const response of route.responses) {
    const serialize = compileSerialize(route, response, options);
    if (serialize !== undefined) serializers[String(response.status)] ??= serialize;
    if (!senders.has(response.status)) senders.set(response.status, compileSend(route, response, { ...options, serialize, restrict }));
  }
  const sendMain = senders.get(main.status) as SendBody;

  return {
    status: main.status,
    isPlain: isWrittenByKind(main.kind),
    serializers,
    send: (result, request, reply) => {
      if (!isReply(result)) sendMain(result, request, reply);
      else if (!sendReply(result, request, reply)) throw new UndeclaredStatusError(route.place, result.status, [...senders.keys()]);
    },
    sendReply,
    restrict,
    checkHeaders: options.validate && documentsHeaders(route) ? compileHeaderCheck(route, options.formats) : undefined,
  };

  function sendReply({ status, body, headers }: ReplyValue, request: FastifyRequest, reply: FastifyReply): boolean {
    const sendBody = senders.get(status);
    if (sendBody === undefined) return false;
    reply.code(status);
    if (headers !== undefined) reply.headers(headers);
    sendBody(body, request, reply);
    return true;
  }
}

/** Reads the serializers when it is called: they are made for each response in turn. */
function createRestrict(serializers: CompiledResponses['serializers'], refuse: Serialize, main: ResponseDefinition): CompiledResponses['restrict'] {
  return (payload, reply) => {
    if (serializers[String(reply.statusCode)] !== undefined || !isWrittenByFastify(payload, reply)) return;
    // Fastify names no type where it is told how to write.
    if (!reply.hasHeader('content-type')) reply.header('content-type', JSON_TYPE);
    reply.serializer(serializers[String(main.status)] ?? refuse);
  };
}

/** Whether `reply.send` would write it as JSON. */
function isWrittenByFastify(payload: unknown, reply: FastifyReply): boolean {
  if (payload === undefined || typeof payload === 'string' || payload instanceof Error || isSentUnwritten(payload)) return false;
  const type = reply.getHeader('content-type');
  return type === undefined || isJsonType(toMediaType(String(type)));
}

function compileSerialize(route: RouteDefinition, response: ResponseDefinition, { validate, formats }: ResponseCompileOptions): Serialize | undefined {
  const { kind, status } = response;
  if (kind.toPayload !== undefined || kind.schema === undefined) return undefined;
  const schema = kind.schema;
  const serialize = compileSerializer(schema, { isAnswer: true, place: route.place });
  if (!validate) return serialize;
  return (value) => {
    const issues = collectOutputIssues(schema, value, ['response'], { formats, isAnswer: true });
    if (issues.length > 0) throw new ResponseValidationError(route.place, status, issues);
    return serialize(value);
  };
}

interface SendOptions extends ResponseCompileOptions, Pick<CompiledResponses, 'restrict'> {
  readonly serialize: Serialize | undefined;
}

function compileSend(route: RouteDefinition, response: ResponseDefinition, options: SendOptions): SendBody {
  return response.kind.toPayload === undefined ? compileJson(response, options) : compilePayload(route, response, options);
}

/** What is no JSON is made by its kind and goes out as it is. */
function compilePayload(route: RouteDefinition, { kind, status }: ResponseDefinition, options: ResponseCompileOptions): SendBody {
  const { place } = route;
  const { findProblem } = kind;
  const sendStream = compileStream(route, status, options);
  const toPayload = kind.toPayload as NonNullable<typeof kind.toPayload>;
  // A range is no content type. Fastify gives a text its type by itself, and then does not parse it again.
  const mediaType = kind.mediaType === undefined || isMediaRange(kind.mediaType) || kind.mediaType === TEXT_TYPE ? undefined : kind.mediaType;
  const sendPayload = (payload: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    if (mediaType !== undefined && payload !== undefined && !reply.hasHeader('content-type')) reply.header('content-type', mediaType);
    if (isStreamPayload(payload)) {
      sendStream(payload, request, reply);
      return;
    }
    const isLengthless = payload === undefined && request.method === 'HEAD' && isBodyless(reply.statusCode);
    reply.send(isLengthless ? Readable.from([]) : payload);
  };
  return (value, request, reply) => {
    const problem = findProblem?.(value, options.validate);
    if (problem !== undefined) throw new ResponseTypeError(place, status, problem);
    const payload = toPayload(value, reply, request);
    if (!isThenable(payload)) sendPayload(payload, request, reply);
    else payload.then((ready) => sendPayload(ready, request, reply)).then(undefined, (error: unknown) => reply.send(toError(error)));
  };
}

function isWrittenByKind({ toPayload, schema }: ResponseDefinition['kind']): boolean {
  return toPayload === undefined && schema !== undefined && codecOf(schema) === undefined;
}

function compileJson({ kind: { schema }, status }: ResponseDefinition, { serialize, restrict }: SendOptions): SendBody {
  const write = serialize as Serialize;
  // Fastify sends texts, bytes and streams as they are: where a schema says JSON they are written before it sees them.
  const isWrittenHere = schema !== undefined && codecOf(schema) !== undefined;
  const isOpen = schema === undefined || kindOf(schema) === 'Unknown' || kindOf(schema) === 'Any';
  return (value, _request, reply) => {
    if (typeof value === 'string' || isWrittenHere || (!isOpen && isSentUnwritten(value))) reply.header('content-type', JSON_TYPE).send(write(value));
    else {
      const payload = value === undefined ? null : value;
      if (reply.statusCode !== status) restrict(payload, reply);
      reply.send(payload);
    }
  };
}

/** What `reply.send` takes for a stream, for bytes or for a whole answer. @see Fastify, `lib/reply.js` */
function isSentUnwritten(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { pipe, getReader, buffer, [Symbol.toStringTag]: tag } = value as Readonly<Record<string | symbol, unknown>>;
  // The class itself is not named here: Node loads all of `fetch`, 10 MB, where it is.
  return typeof pipe === 'function' || typeof getReader === 'function' || buffer instanceof ArrayBuffer || tag === 'Response';
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** For what is sent by hand where no response takes JSON. */
function refuseJson({ place }: RouteDefinition, { status, kind }: ResponseDefinition): Serialize {
  return (value) => {
    throw new ResponseTypeError(place, status, `is '${kind.name}', and not JSON, but got ${formatKind(value)}`);
  };
}
