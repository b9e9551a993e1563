/** What the run time is told of an operation: data. */
import type { ApiBody, ApiOperation, ApiParameter, ApiReply, ApiSocket, ApiStream, PartEncoding } from '../document/api.js';
import { codesOf } from '../document/problem-codes.js';
import type { NamedMember } from '../name/client-names.js';
import { Call, Name } from './literal.js';
import { toParameterStyle } from './parameter-style.js';

/** The functions of the run time that a member is made by. */
export function makersOf(member: NamedMember): string[] {
  if ('socket' in member) return [makerOf(member), ...(member.socket.isText ? ['readText'] : [])];
  const { body, parameters } = member.operation;
  const forms = (body?.choices ?? []).flatMap(({ form }) => form ?? []);
  return [makerOf(member), ...forms, ...(parameters.some(keepsReserved) ? ['encodeReserved'] : [])];
}

/** The one that makes the member itself. */
export function makerOf(member: NamedMember): string {
  if ('socket' in member) return 'socket';
  const { stream } = member.operation;
  if (stream === undefined) return 'operation';
  return stream.kind === 'events' ? 'eventStream' : 'jsonLines';
}

export function toDefinition(member: NamedMember, dates: unknown): object {
  const definition = 'socket' in member ? toSocketDefinition(member.socket) : toOperationDefinition(member.operation);
  return dates === undefined ? definition : { ...definition, decode: new Call('toDates', dates) };
}

function toOperationDefinition(operation: ApiOperation): object {
  const { id, method, path, server, parameters, body, failures, security, stream } = operation;
  return {
    id,
    method,
    path: server === undefined ? path : `${server.replace(/\/$/, '')}${path}`,
    parameters: toParameters(parameters),
    body: body === undefined ? undefined : toBody(body),
    accept: operation.accept.length === 0 ? undefined : operation.accept,
    errors: toErrors(failures),
    security: toSecurity(security),
    data: stream === undefined ? undefined : toData(stream),
  };
}

function toSocketDefinition({ id, path, parameters, security, isText }: ApiSocket): object {
  const texts = isText ? { send: new Name('String'), receive: new Name('readText') } : {};
  return { id, path, parameters: toParameters(parameters), security: toSecurity(security), ...texts };
}

/** The place alone says all where the name is the input's and the style is the usual one. */
function toParameters(parameters: readonly ApiParameter[]): object | undefined {
  if (parameters.length === 0) return undefined;
  return fromEntries(parameters.map((parameter) => [parameter.key, toParameter(parameter)]));
}

function toParameter(parameter: ApiParameter): unknown {
  const { key, name, place, style, explode, mediaType } = parameter;
  const explodes = place !== 'path' && place !== 'header';
  const resolved = toParameterStyle(style ?? (explodes ? 'form' : 'simple'), explode);
  const details = {
    // What is the whole query has no name of its own. @see OpenAPI 3.2 §4.12.1
    name: place === 'querystring' ? '' : key === name ? undefined : name,
    ...resolved,
    explode: resolved.explode === explodes ? undefined : resolved.explode,
    encode: resolved.encode ?? (keepsReserved(parameter) ? new Name('encodeReserved') : undefined),
    content: mediaType,
  };
  return Object.values(details).every((value) => value === undefined) ? place : { in: place === 'querystring' ? 'query' : place, ...details };
}

/** Headers, and cookies in their own style, are not encoded at all. */
function keepsReserved({ place, style, allowReserved }: ApiParameter): boolean {
  return allowReserved === true && place !== 'header' && style !== 'cookie';
}

/** The media type says all, but for forms: what writes them is only loaded where there are any. */
function toBody({ choices }: ApiBody): unknown {
  return choices.map(({ mediaType, form, encoding }) => {
    if (form === undefined) return { type: mediaType };
    const encodings = Object.entries(encoding).flatMap(([name, part]) => toEncoding(name, part, form));
    return encodings.length === 0 ? new Call(form, mediaType) : new Call(form, mediaType, fromEntries(encodings));
  });
}

/** Texts have a style or a media type, and `explode` is always told where there is a style: without one, objects are JSON. Parts have a media type only. */
function toEncoding(name: string, { contentType, style, explode }: PartEncoding, form: string): (readonly [name: string, encoding: object])[] {
  const isStyled = form === 'form' && (style !== undefined || explode !== undefined);
  if (isStyled) return [[name, toParameterStyle(style ?? 'form', explode)]];
  return contentType === undefined ? [] : [[name, { content: contentType }]];
}

/** Codes by status; `true` where the document names none. */
function toErrors(failures: readonly ApiReply[]): object | undefined {
  if (failures.length === 0) return undefined;
  return fromEntries(
    failures.map((failure) => {
      const codes = codesOf(failure.type);
      return [failure.declared, codes === undefined || codes === 'open' ? true : codes];
    }),
  );
}

function toSecurity(security: ApiOperation['security']): readonly (readonly string[])[] | undefined {
  return security.length === 0 ? undefined : security.map((alternative) => Object.keys(alternative));
}

/** What reads the data of events; `JSON.parse` is the rule. */
function toData(stream: ApiStream): unknown {
  if (stream.kind === 'lines' || stream.json === true) return undefined;
  const { json } = stream;
  if (json === false) return new Name('String');
  return fromEntries(
    stream.events.flatMap(({ name }) => (name === undefined || name in {} ? [] : [[name, new Name(json.includes(name) ? 'JSON.parse' : 'String')] as const])),
  );
}

/** Also of `__proto__`: it is a name like any other. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}
