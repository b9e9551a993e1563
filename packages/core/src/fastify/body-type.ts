import type { FastifyRequest } from 'fastify';
import { acceptedForms, readsForm } from '../compile/form.js';
import type { FormPlan } from '../compile/form.js';
import type { RouteDefinition } from '../describe/route-definition.js';
import { JSON_TYPE, MULTIPART, URLENCODED, contentTooLarge, isJsonType, isUtf8Type, toMediaType, unsupportedMediaType } from '../http/media-type.js';

export const kForm = Symbol.for('typhoon.form');

/** The plan by which the form of a request is to be parsed. */
export function formOf(request: FastifyRequest): FormPlan {
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

/** @throws HttpError 415 for a charset other than UTF-8. */
export function assertUtf8({ headers }: FastifyRequest, accepted: readonly string[]): void {
  const type = headers['content-type'] ?? '';
  if (!isUtf8Type(type))
    throw unsupportedMediaType(
      type,
      accepted.map((mediaType) => `${mediaType}; charset=utf-8`),
    );
}
