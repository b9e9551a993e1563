/** What `etag` on a route adds to its operation. @see RFC 9110 §8.8.3 (ETag), §13.1.2 (If-None-Match) */
import type { RouteDefinition } from '@typhoon/core';
import type { HeaderObject } from './header-object.js';
import type { OperationObject } from './operation-object.js';
import type { ParameterObject } from './parameter-object.js';
import type { ResponseObject } from './response-object.js';

/** Adds the tag of the answer, the header that asks whether it still holds, and 304. What the route says itself stands. */
export function withEtag(operation: OperationObject, route: RouteDefinition): OperationObject {
  const answer = operation.responses['200'];
  const isTagged = route.policy.etag !== undefined && (route.method === 'GET' || route.method === 'HEAD');
  if (!isTagged || answer === undefined || '$ref' in answer || answer.content === undefined) return operation;
  const parameters = operation.parameters ?? [];
  const isAsked = parameters.some((parameter) => parameter.in === 'header' && parameter.name === CONDITION.name);
  return {
    ...operation,
    parameters: isAsked ? parameters : [...parameters, CONDITION],
    responses: { 304: NOT_MODIFIED, ...operation.responses, 200: { ...answer, headers: { ...TAG, ...answer.headers } } },
  };
}

const TAG: Readonly<Record<string, HeaderObject>> = { ETag: { description: 'Tells this version of the answer from others.', schema: { type: 'string' } } };

const NOT_MODIFIED: ResponseObject = { description: 'The client has this version already', headers: TAG };

const CONDITION: ParameterObject = {
  name: 'if-none-match',
  in: 'header',
  description: 'The `ETag` of the version that the client has.',
  required: false,
  schema: { type: 'string' },
};
