import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ResponseDefinition, RouteDefinition } from '../describe/route-definition.js';
import { isReply } from '../http/reply.js';
import type { ReplyValue } from '../http/reply.js';
import { ResponseValidationError, UndeclaredStatusError } from '../http/request-errors.js';
import { codecOf } from '../schema/codec.js';
import { compileSerializer } from '../serialization/serializer.js';
import { collectOutputIssues } from '../validation/output.js';

/** Writes what a handler returned. */
export interface CompiledResponses {
  /** The status of a plain return value. */
  readonly status: number;
  /** What Fastify's serialization step calls, by status; `default` for a status that the handler set itself. */
  readonly serializers: Readonly<Record<string, Serialize>>;
  readonly send: (result: unknown, request: FastifyRequest, reply: FastifyReply) => void;
}

export type Serialize = (value: unknown) => string;

type SendBody = (value: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Prepares the answers of a route.
 *
 * @param validate Whether what handlers return is checked against the schema before it is written.
 */
export function compileResponses(route: RouteDefinition, options: { readonly validate: boolean }): CompiledResponses {
  const serializers: Record<string, Serialize> = {};
  const senders = new Map<number, SendBody>();
  for (const response of route.responses) {
    const serialize = compileSerialize(route, response, options.validate);
    if (serialize !== undefined) serializers[String(response.status)] ??= serialize;
    if (!senders.has(response.status)) senders.set(response.status, compileSend(response, serialize));
  }
  const main = route.responses[0] as ResponseDefinition;
  const sendMain = senders.get(main.status) as SendBody;
  serializers['default'] = serializers[String(main.status)] ?? refuseUndeclared(route);

  return {
    status: main.status,
    serializers,
    send: (result, request, reply) => {
      if (isReply(result)) sendReply(result, request, reply);
      else sendMain(result, request, reply);
    },
  };

  function sendReply({ status, body, headers }: ReplyValue, request: FastifyRequest, reply: FastifyReply): void {
    const sendBody = senders.get(status);
    if (sendBody === undefined) throw new UndeclaredStatusError(route.place, status, [...senders.keys()]);
    reply.code(status);
    if (headers !== undefined) reply.headers(headers);
    sendBody(body, request, reply);
  }
}

function compileSerialize(route: RouteDefinition, response: ResponseDefinition, validate: boolean): Serialize | undefined {
  const { kind, status } = response;
  if (kind.toPayload !== undefined || kind.schema === undefined) return undefined;
  const schema = kind.schema;
  const serialize = compileSerializer(schema);
  if (!validate) return serialize;
  return (value) => {
    const issues = collectOutputIssues(schema, value, ['response']);
    if (issues.length > 0) throw new ResponseValidationError(route.place, status, issues);
    return serialize(value);
  };
}

function compileSend({ kind }: ResponseDefinition, serialize: Serialize | undefined): SendBody {
  const { mediaType, toPayload } = kind;
  if (toPayload !== undefined) {
    return (value, request, reply) => {
      if (mediaType !== undefined && !reply.hasHeader('content-type')) reply.header('content-type', mediaType);
      reply.send(toPayload(value, reply, request));
    };
  }
  const write = serialize as Serialize;
  // Fastify sends texts and bytes as they are: where JSON is meant they are written before it sees them.
  const isWrittenHere = kind.schema !== undefined && codecOf(kind.schema) !== undefined;
  return (value, _request, reply) => {
    if (typeof value === 'string' || isWrittenHere) reply.header('content-type', JSON_TYPE).send(write(value));
    else reply.send(value === undefined ? null : value);
  };
}

const JSON_TYPE = 'application/json; charset=utf-8';

function refuseUndeclared(route: RouteDefinition): Serialize {
  return () => {
    throw new UndeclaredStatusError(route.place, 0, []);
  };
}
