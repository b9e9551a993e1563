/** @see OpenAPI 3.1 §4.8.10 (Operation Object) */
import type { ExternalDocumentation, RouteDefinition, ServerDocumentation } from '@typhoon/core';
import { schemaContextOf } from './document-context.js';
import type { DocumentContext } from './document-context.js';
import { toConditions } from './further-answers.js';
import { toSummary } from './operation-summary.js';
import { toParameters } from './parameter-object.js';
import type { ParameterObject } from './parameter-object.js';
import { toRequestBody } from './request-body-object.js';
import type { RequestBodyObject } from './request-body-object.js';
import { toResponses } from './responses-object.js';
import type { ResponsesObject } from './responses-object.js';
import { toCallbacks } from './sent-requests.js';
import { toSecurity } from './security-scheme-object.js';
import type { SecurityRequirementObject } from './security-scheme-object.js';

/** One route, as a document shows it. @see OpenAPI 3.1 §4.8.10 (Operation Object) */
export interface OperationObject {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocumentation;
  readonly operationId: string;
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: RequestBodyObject;
  readonly responses: ResponsesObject;
  readonly callbacks?: unknown;
  readonly deprecated?: boolean;
  readonly security?: readonly SecurityRequirementObject[];
  readonly servers?: readonly ServerDocumentation[];
  readonly [extension: `x-${string}`]: unknown;
}

/** The describer of plain HTTP routes. */
export function toOperation(route: RouteDefinition, context: DocumentContext): OperationObject {
  const { documentation } = route;
  const schemas = schemaContextOf(context, route.place);
  const read = toParameters(route.inputs, route.path.names, schemas);
  const parameters = [...read, ...toConditions(route, read, schemas)];
  const requestBody = toRequestBody(route, schemas);
  const security = toSecurity(route.security, context.securitySchemes, route.place);
  return {
    ...(documentation.tags.length === 0 ? {} : { tags: documentation.tags }),
    summary: documentation.summary ?? toSummary(route.handler),
    ...(documentation.description === undefined ? {} : { description: documentation.description }),
    ...(documentation.externalDocs === undefined ? {} : { externalDocs: documentation.externalDocs }),
    operationId: route.operationId,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: toResponses(route, context, schemas),
    ...(Object.keys(documentation.callbacks).length === 0 ? {} : { callbacks: toCallbacks(documentation.callbacks, route.operationId, schemas) }),
    ...(documentation.deprecated ? { deprecated: true } : {}),
    ...(security.length === 0 ? {} : { security }),
    ...(documentation.servers.length === 0 ? {} : { servers: documentation.servers }),
    ...documentation.extensions,
  };
}
