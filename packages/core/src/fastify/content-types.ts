import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import querystring from 'fast-querystring';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MAX_FIELDS, acceptedForms, readsForm } from '../compile/form.js';
import type { FormPlan } from '../compile/form.js';
import type { RouteDefinition } from '../describe/route-definition.js';
import { FormBody } from '../http/form-body.js';
import { JSON_TYPE, MULTIPART, URLENCODED, contentTooLarge, isJsonType, isUtf8Type, toMediaType, unsupportedMediaType } from '../http/media-type.js';
import { BodySyntaxError } from '../http/request-errors.js';
import { findJsonError } from '../validation/json-error.js';
import { parseMultipart } from './multipart.js';

type Parsed = (error: Error | null, body?: unknown) => void;

/**
 * Installs our parsers on an encapsulated instance: JSON with a position for every mistake, and form fields.
 * Parsers that the host has added for other content types stay.
 *
 * Fastify's own JSON parser gives no position, accepts invalid UTF-8, and cannot tell malformed from poisoned.
 */
export function registerContentTypes(instance: FastifyInstance): void {
  instance.removeContentTypeParser([JSON_TYPE, 'text/plain']);
  for (const type of [JSON_TYPE, JSON_SUFFIX]) {
    instance.removeContentTypeParser(type);
    instance.addContentTypeParser(type, { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer, done: Parsed) => {
      try {
        assertUtf8(request, [JSON_TYPE]);
        done(null, parseJson(body));
      } catch (error) {
        done(error as Error);
      }
    });
  }
  if (!instance.hasContentTypeParser(URLENCODED)) addFormParser(instance);
}

/**
 * Installs the parsers for the routes that read forms, on an instance of their own: a host that reads forms by itself
 * keeps its parsers everywhere else.
 */
export function registerFormTypes(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.decorateRequest(kForm as unknown as string, null);
  addFormParser(instance);
  instance.addContentTypeParser(MULTIPART, (request: FastifyRequest, payload: Readable) => parseMultipart(request, payload, formOf(request)));
}

const JSON_SUFFIX = /^application\/[\w.-]+\+json(?:$|;)/;

function addFormParser(instance: FastifyInstance): void {
  instance.addContentTypeParser(URLENCODED, { parseAs: 'string' }, (request: FastifyRequest, body: string, done: Parsed) => {
    try {
      assertUtf8(request, [URLENCODED]);
      done(null, parseForm(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

const kForm = Symbol.for('typhoon.form');

function formOf(request: FastifyRequest): FormPlan {
  return (request as unknown as Record<symbol, FormPlan>)[kForm] as FormPlan;
}

/**
 * Looks at the head of a request whose route reads a form, before any byte of its body is read.
 *
 * @throws HttpError 415 for another type of body, 413 for one that says it is too large.
 */
export function beginForm(request: FastifyRequest, plan: FormPlan): void {
  (request as unknown as Record<symbol, FormPlan>)[kForm] = plan;
  if (!hasBody(request)) return;
  const { 'content-type': type, 'content-length': length } = request.headers;
  if (type === undefined || !plan.accepts.includes(toMediaType(type))) throw unsupportedMediaType(type, plan.accepts);
  if (Number(length) > plan.bodyLimit) throw contentTooLarge(`The request body is larger than ${plan.bodyLimit} bytes.`);
}

/** HTTP/2 needs no length: there a body is taken for one that may come. */
function hasBody({ headers, raw }: FastifyRequest): boolean {
  const length = headers['content-length'];
  if (length !== undefined) return length !== '0';
  return headers['transfer-encoding'] !== undefined || raw.httpVersionMajor > 1;
}

/**
 * Makes the check of a body that was read as JSON; undefined for routes that read none. It refuses what only a parser
 * of the host's could read: forms, plain text, and what has no type at all.
 */
export function compileJsonTypeCheck(route: RouteDefinition): ((request: FastifyRequest) => void) | undefined {
  if (!route.inputs.some((input) => input.in === 'body')) return undefined;
  return (request) => {
    const type = request.headers['content-type'];
    if (type === JSON_TYPE || request.body === undefined) return;
    if (type === undefined) throw unsupportedMediaType(type, [JSON_TYPE]);
    const mediaType = toMediaType(type);
    if (isJsonType(mediaType)) return;
    const isOfHost = mediaType !== URLENCODED && mediaType !== MULTIPART && mediaType !== 'text/plain' && request.server.hasContentTypeParser(mediaType);
    if (!isOfHost) throw unsupportedMediaType(type, [JSON_TYPE]);
  };
}

/** What a route accepts as its body, the preferred type first; nothing where it reads none. */
function acceptedTypes(route: RouteDefinition): readonly string[] {
  if (readsForm(route)) return acceptedForms(route);
  return route.inputs.some((input) => input.in === 'body') ? [JSON_TYPE] : [];
}

/** Fastify's refusal of a content type that nobody parses, in words that name what the route accepts. */
export function explainMediaType(thrown: unknown, route: RouteDefinition, request: FastifyRequest): unknown {
  if ((thrown as { code?: unknown } | null | undefined)?.code !== 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return thrown;
  return unsupportedMediaType(request.headers['content-type'], acceptedTypes(route));
}

function assertUtf8({ headers }: FastifyRequest, accepted: readonly string[]): void {
  const type = headers['content-type'] ?? '';
  if (!isUtf8Type(type))
    throw unsupportedMediaType(
      type,
      accepted.map((mediaType) => `${mediaType}; charset=utf-8`),
    );
}

/**
 * Parses a JSON body. An empty one is no body.
 *
 * @throws BodySyntaxError with the position of the first mistake.
 */
function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body))
    throw new BodySyntaxError({ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx: { error: 'The body is not valid UTF-8' } });
  const isMarked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  // A mark at the beginning may be ignored. @see RFC 8259 §8.1
  const text = isMarked ? body.toString('utf8', 3) : body.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (MAY_NAME_PROTOTYPE.test(text)) dropPrototypeKeys(value);
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { position, message } = findJsonError(text);
    throw new BodySyntaxError({ type: 'json_invalid', loc: ['body', position], msg: 'JSON decode error', input: {}, ctx: { error: message } });
  }
}

/** The key itself, or an escape that one of its letters could hide behind. */
const MAY_NAME_PROTOTYPE = /__proto__|\\u00(?:5[fF]|6[fF]|7[024])/;

/** Without recursion: the text may be nested deeper than the stack is. */
function dropPrototypeKeys(root: unknown): void {
  const open = [root];
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) delete (value as Record<string, unknown>)['__proto__'];
    for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) open.push(member);
  }
}

/**
 * Parses an urlencoded body. What is no escape is taken as it stands.
 *
 * 'a=1&a=2&b=%zz' → { a: ['1', '2'], b: '%zz' }
 *
 * @throws HttpError 413 for more than 1,000 fields.
 * @see WHATWG URL §5.1 (application/x-www-form-urlencoded parsing)
 */
function parseForm(body: string): FormBody {
  if (hasTooManyFields(body)) throw contentTooLarge(`The form has more than ${MAX_FIELDS} fields.`);
  const fields = querystring.parse(body) as Record<string, unknown>;
  if (Object.hasOwn(fields, '__proto__')) delete fields['__proto__'];
  return new FormBody(fields);
}

function hasTooManyFields(body: string): boolean {
  let count = 1;
  for (let at = body.indexOf('&'); at !== -1; at = body.indexOf('&', at + 1)) {
    count++;
    if (count > MAX_FIELDS) return true;
  }
  return false;
}
