import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJson } from '../http/json-body.js';
import { JSON_TYPE, MULTIPART, URLENCODED } from '../http/media-type.js';
import { parseForm } from '../http/urlencoded-body.js';
import { createBodyReader } from './body-reader.js';
import { assertUtf8, formOf, kForm } from './body-type.js';
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
  const readBody = createBodyReader(instance);
  for (const type of [JSON_TYPE, JSON_SUFFIX]) {
    instance.removeContentTypeParser(type);
    instance.addContentTypeParser(type, (request: FastifyRequest, payload: Readable, done: Parsed) => {
      readBody(request, payload, (error, body) => (error === null ? readJson(request, body as Buffer, done) : done(error)));
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

function readJson(request: FastifyRequest, body: Buffer, done: Parsed): void {
  let value: unknown;
  try {
    if (request.headers['content-type'] !== JSON_TYPE) assertUtf8(request, [JSON_TYPE]);
    value = parseJson(body);
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, value);
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
