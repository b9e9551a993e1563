import { isUtf8 } from 'node:buffer';
import querystring from 'fast-querystring';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BodySyntaxError } from '../http/request-errors.js';
import { findJsonError } from '../validation/json-error.js';

/** What an `application/x-www-form-urlencoded` body was parsed to; a class, so that no JSON body passes for one. */
export class FormFields {
  readonly [name: string]: unknown;
}

/**
 * Installs our parsers on an encapsulated instance: JSON with a position for every mistake, and form fields.
 * Parsers that the host has added for other content types stay.
 *
 * Fastify's own JSON parser gives no position, accepts invalid UTF-8, and cannot tell malformed from poisoned.
 */
export function registerContentTypes(instance: FastifyInstance): void {
  instance.removeContentTypeParser(['application/json', 'text/plain']);
  for (const type of ['application/json', /^application\/[\w.-]+\+json(?:$|;)/]) {
    instance.addContentTypeParser(type, { parseAs: 'buffer' }, (_request: FastifyRequest, body: Buffer, done: (error: Error | null, body?: unknown) => void) => {
      try {
        done(null, parseJson(body));
      } catch (error) {
        done(error as Error);
      }
    });
  }
  if (instance.hasContentTypeParser('application/x-www-form-urlencoded')) return;
  instance.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.assign(new FormFields(), withoutPrototype(querystring.parse(body as string))));
  });
}

/**
 * Parses a JSON body. An empty one is no body.
 *
 * @throws BodySyntaxError with the position of the first mistake.
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw new BodySyntaxError({ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx: { error: 'The body is not valid UTF-8' } });
  const text = body.toString('utf8');
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

function withoutPrototype(fields: Record<string, unknown>): Record<string, unknown> {
  const { ['__proto__']: _dropped, ...rest } = fields;
  return rest;
}
