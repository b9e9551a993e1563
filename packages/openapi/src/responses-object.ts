/** @see OpenAPI 3.1 §4.8.16 (Responses Object) */
import type { HeaderDocumentation, ResponseDefinition, RouteDefinition } from '@typhoon/core';
import { TypeBoxType, cookieSetBy } from '@typhoon/core/internal';
import type { AnswerContext, DocumentContext } from './document-context.js';
import { toAnyError, toErrorAnswers, toErrorResponse } from './error-responses.js';
import type { ErrorAnswer } from './error-responses.js';
import { addFurtherAnswers } from './further-answers.js';
import { toHeaders } from './header-object.js';
import type { MediaTypeObject } from './media-type-object.js';
import { toResponse } from './response-object.js';
import type { ResponseObject, ResponseReference } from './response-object.js';
import type { SchemaContext } from './schema-context.js';

export type ResponsesObject = Readonly<Record<string, ResponseObject | ResponseReference>>;

/** What an operation answers, by status: what is declared, what it throws, and why it refuses. */
export function toResponses(route: RouteDefinition, document: DocumentContext, schemas: SchemaContext): ResponsesObject {
  // A group, a controller or a route may answer its errors in an envelope of its own.
  const context: AnswerContext = { ...document, errors: document.errors ?? route.policy.errors };
  const responses: Record<string, ResponseObject | ResponseReference> = {};
  const cookies = toSetCookie(route);
  for (const given of route.responses) {
    const response = addHeaders(given, cookies);
    const known = responses[response.status] as ResponseObject | undefined;
    const own = toResponse(response, context, schemas);
    responses[response.status] = known === undefined ? own : joinResponses(known, own);
  }
  addFurtherAnswers(responses, route, context.responses, schemas);
  const answers = toErrorAnswers(route, context, schemas).map((answer) => (answer.isThrown === true ? addCookies(answer, cookies, schemas) : answer));
  for (const status of new Set(answers.map((answer) => answer.status))) {
    const declared = responses[status] as ResponseObject | undefined;
    const own = answers.filter((answer) => answer.status === status);
    responses[status] = declared === undefined ? toShared(own, context) : joinResponses(declared, toErrorResponse(own, context));
  }
  const isRefusable = Object.keys(responses).some((status) => status.startsWith('4'));
  if (!isRefusable && context.errors === 'problem') responses['4XX'] = toShared([toAnyError(context, schemas)], context);
  return responses;
}

/** What sessions and protected cookies may set; a header has one name only, however many cookies. @see OpenAPI 3.1 §4.8.21 (Header Object) */
function toSetCookie({ dependencies }: RouteDefinition): Readonly<Record<string, HeaderDocumentation>> {
  const names = new Set(dependencies.flatMap(({ target }) => cookieSetBy(target) ?? []));
  if (names.size === 0) return {};
  return { 'Set-Cookie': { schema: TypeBoxType.String(), description: formatCookies([...names]) } };
}

function formatCookies(names: readonly string[]): string {
  if (names.length === 1) return `The cookie '${String(names[0])}', where it has changed.`;
  return `Of the cookies '${names.join("', '")}' those that have changed, each in a line of its own.`;
}

/** Names of headers have no case; those that the route documents itself stand. */
function addHeaders(response: ResponseDefinition, more: Readonly<Record<string, HeaderDocumentation>>): ResponseDefinition {
  const own = new Set(Object.keys(response.headers).map((name) => name.toLowerCase()));
  const added = Object.entries(more).filter(([name]) => !own.has(name.toLowerCase()));
  return added.length === 0 ? response : { ...response, headers: { ...response.headers, ...Object.fromEntries(added) } };
}

/** A handler that throws may have set a cookie before, as one that counts failed sign-ins does. What refuses a request before it has set none. */
function addCookies(answer: ErrorAnswer, cookies: Readonly<Record<string, HeaderDocumentation>>, schemas: SchemaContext): ErrorAnswer {
  const [header] = Object.values(cookies);
  const isDeclared = Object.keys(answer.headers ?? {}).some((name) => name.toLowerCase() === 'set-cookie');
  if (header?.description === undefined || isDeclared) return answer;
  return { ...answer, headers: { ...answer.headers, ...toHeaders(cookies, schemas) }, cookies: header.description };
}

/** An answer that stands alone under its status is the same everywhere: a component. */
function toShared(answers: readonly ErrorAnswer[], context: AnswerContext): ResponseObject | ResponseReference {
  const [only] = answers;
  if (answers.length !== 1 || only === undefined || context.errors === 'fastapi') return toErrorResponse(answers, context);
  const name = only.cookies === undefined ? only.name : `${only.name}WithCookie`;
  return context.responses.refer(only.key, name, () => toErrorResponse(answers, context), only.cookies);
}

/** Two answers of one status: both media types, or both schemas of the same one. */
function joinResponses(left: ResponseObject, right: ResponseObject): ResponseObject {
  const content: Record<string, MediaTypeObject> = { ...left.content };
  for (const [type, media] of Object.entries(right.content ?? {})) {
    const known = content[type];
    content[type] = known === undefined ? media : { ...media, ...known, schema: { anyOf: [known.schema ?? {}, media.schema ?? {}] } };
  }
  return {
    description: left.description,
    ...(left.headers === undefined && right.headers === undefined ? {} : { headers: { ...right.headers, ...left.headers } }),
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
}
