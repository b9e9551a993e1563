/** Answers that follow from how a body is sent: to conditions, and to requests for a part. @see RFC 9110 §13, §14 */
import { TypeBoxType } from '@typhoon/core/internal';
import type { FurtherAnswer, HeaderDocumentation, RouteDefinition } from '@typhoon/core';
import { toHeaders } from './header-object.js';
import type { ParameterObject } from './parameter-object.js';
import type { ResponseObject, ResponseReference, ResponseRegistry } from './response-object.js';
import type { SchemaContext } from './schema-context.js';

type Responses = Record<string, ResponseObject | ResponseReference>;

/** What the tags and the kinds of a route's answers add to those that it declares; one of each status. */
export function furtherAnswersOf(route: RouteDefinition): readonly FurtherAnswer[] {
  const answers = [...(isTagged(route) ? OF_TAGS : []), ...route.responses.flatMap(({ kind }) => kind.further ?? [])];
  const declared = new Set([...route.responses.map(({ status }) => status), ...route.throws.map(({ definition }) => definition.status)]);
  return answers.filter(({ status }, index) => !declared.has(status) && answers.findIndex((other) => other.status === status) === index);
}

/** The headers that these answers depend on, where the route does not read them itself. */
export function toConditions(route: RouteDefinition, parameters: readonly ParameterObject[], schemas: SchemaContext): readonly ParameterObject[] {
  const read = route.responses.map(({ kind }) => kind.reads ?? {});
  const headers = Object.assign({}, ...read, isTagged(route) ? CONDITION : {}) as Record<string, HeaderDocumentation>;
  return Object.entries(toHeaders(headers, schemas))
    .filter(([name]) => !parameters.some((parameter) => parameter.in === 'header' && parameter.name === name))
    .map(([name, header]) => ({ name, in: 'header', required: false, ...header }));
}

/** Adds those that are no refusals, and the tag of the main answer. */
export function addFurtherAnswers(responses: Responses, route: RouteDefinition, shared: ResponseRegistry, schemas: SchemaContext): void {
  const main = responses['200'];
  if (main === undefined || '$ref' in main) return;
  if (isTagged(route) && !hasTag(main)) responses['200'] = { ...main, headers: { ...toHeaders(TAG, schemas), ...main.headers } };
  for (const answer of furtherAnswersOf(route)) {
    if (answer.status === 304) responses[304] = shared.refer('NotModified', 'NotModified', () => toAnswer(answer, schemas));
    else if (answer.status < 300) responses[answer.status] = { ...toAnswer(answer, schemas), ...(main.content === undefined ? {} : { content: main.content }) };
  }
}

/** Names of headers have no case: the route may document its own as `etag`. */
function hasTag({ headers = {} }: ResponseObject): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'etag');
}

function toAnswer({ description, headers }: FurtherAnswer, schemas: SchemaContext): ResponseObject {
  return { description, ...(headers === undefined ? {} : { headers: toHeaders(headers, schemas) }) };
}

function isTagged(route: RouteDefinition): boolean {
  const isRead = route.method === 'GET' || route.method === 'HEAD';
  return isRead && route.policy.etag !== undefined && route.responses.some(({ status, kind }) => status === 200 && kind.mediaType !== undefined);
}

const TAG = { ETag: { schema: TypeBoxType.String(), description: 'Tells this version of the answer from others.' } };
const CONDITION = { 'if-none-match': { schema: TypeBoxType.String(), description: 'The `ETag` of the version that the client has.' } };
const OF_TAGS: readonly FurtherAnswer[] = [
  { status: 304, description: 'The client has this version already', headers: TAG },
  { status: 412, description: 'The version that the request asks for is not the current one' },
];
