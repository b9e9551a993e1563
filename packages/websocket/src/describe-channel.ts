import { Type } from '@typhoon/core';
import type { ChannelDefinition, MessageDefinition, RouteDefinition } from '@typhoon/core';
import { BODY_PARTS, isModelClass, isSchema, kindOf, readByRules, SHARED_RULES, toSchema } from '@typhoon/core/internal';
import type { OptionRule, OptionsLevel, OptionRules, ProblemList, RouteDescriber } from '@typhoon/core/internal';
import { LIMIT_RULES } from './limits.js';
import type { WebSocketOptions } from './websocket.js';

const ANYTHING = Type.Unknown();

const { tags, summary, description, deprecated, hidden, throws, dependencies, security, errors, errorHandlers, unknown, fastify, servers, externalDocs } =
  SHARED_RULES;

const schemaRule: OptionRule = { accepts: (value) => isModelClass(value) || isSchema(value), expected: 'a TypeBox schema or a Model class' };

const RULES: OptionRules<WebSocketOptions> = {
  ...{ tags, summary, description, deprecated, hidden, throws, dependencies, security, errors, errorHandlers, unknown, fastify, servers, externalDocs },
  ...LIMIT_RULES,
  operationId: { accepts: (value) => typeof value === 'string' || typeof value === 'function', expected: 'a text or a function' },
  receive: schemaRule,
  send: schemaRule,
  encoding: { accepts: (value) => value === 'json' || value === 'text', expected: "'json' or 'text'" },
  raw: { accepts: (value) => typeof value === 'boolean', expected: 'true or false' },
  data: { accepts: (value) => typeof value === 'function', expected: 'a function' },
  invalid: { accepts: (value) => value === 'close' || typeof value === 'function', expected: "'close' or a function" },
  replay: { accepts: (value) => Number.isInteger(value) && (value as number) >= 0, expected: 'a whole number of messages' },
  subprotocols: { accepts: (value) => Array.isArray(value) && value.every(isToken), expected: "a list of names, ['chat.v1']" },
};

/** Describes routes of sockets. */
export const channelDescriber: RouteDescriber = {
  readOptions: (given, place, problems) =>
    readByRules(given, { rules: RULES, code: 'TYPHOON_ERR_ROUTE_OPTIONS', isExtensible: true }, place, problems) as OptionsLevel,
  methodOf: () => 'GET',
  given: ['the socket'],
  describe: ({ own }) => ({
    responses: [],
    channel: describeMessages(own),
    kindOptions: Object.fromEntries(Object.entries(own).filter(([name]) => KIND_OPTIONS.has(name))),
  }),
  findProblems,
};

/** What no other package reads: limits, and functions. */
const KIND_OPTIONS: ReadonlySet<string> = new Set([...Object.keys(LIMIT_RULES), 'data', 'invalid', 'replay']);

function describeMessages(own: WebSocketOptions): ChannelDefinition {
  return { receive: describeMessage(own.receive, own), send: describeMessage(own.send, own), subprotocols: own.subprotocols ?? [] };
}

function describeMessage(message: unknown, { raw, encoding = 'json' }: WebSocketOptions): MessageDefinition | undefined {
  if (message === undefined) return raw === true ? { schema: ANYTHING, encoding: 'raw' } : undefined;
  const schema = toSchema(message as Parameters<typeof toSchema>[0]);
  if (raw === true) return { schema, encoding: 'raw' };
  return { schema, encoding: kindOf(schema) === 'Uint8Array' ? 'binary' : encoding };
}

function findProblems(route: RouteDefinition, problems: ProblemList): void {
  for (const input of route.inputs) {
    if (!BODY_PARTS.has(input.in)) continue;
    problems.add(
      'TYPHOON_ERR_PARAM_INVALID',
      input.place,
      `a socket begins with a request that has no body, but its ${input.in} is read. Read it from the query, or from the first message.`,
    );
  }
  if (route.channel?.receive === undefined && route.channel?.send === undefined)
    problems.add('TYPHOON_ERR_ROUTE_INVALID', route.place, 'a socket that neither receives nor sends has no use. Add { receive: … } or { send: … }.');
}

/** A subprotocol is a token. @see RFC 6455 §4.1, RFC 9110 §5.6.2 */
function isToken(value: unknown): boolean {
  return typeof value === 'string' && /^[!#$%&'*+.^_`|~\w-]+$/.test(value);
}
