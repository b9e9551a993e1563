/** All that refers to schemas, of OpenAPI and of AsyncAPI: what a schema is called in either depends on both. */
import type { RouteDefinition } from '@typhoon/core';
import { writeChannels } from './asyncapi/written-channel.js';
import type { WrittenChannel } from './asyncapi/written-channel.js';
import type { DocumentOptions } from './document.js';
import { schemaContextOf } from './document-context.js';
import type { DocumentContext } from './document-context.js';
import { Paths } from './paths-object.js';
import type { PathItemObject, PathsObject } from './paths-object.js';
import type { ResponseObject } from './response-object.js';
import { ROUTE_DESCRIBERS } from './route-describers.js';
import { toWebhooks } from './sent-requests.js';

export interface DocumentParts {
  readonly paths: PathsObject;
  readonly webhooks: Readonly<Record<string, PathItemObject>>;
  readonly responses: Readonly<Record<string, ResponseObject>>;
  /** The routes that OpenAPI has no words for. */
  readonly channels: readonly WrittenChannel[];
}

/** Writes the routes that a document shows. */
export function writeParts(shown: readonly RouteDefinition[], options: DocumentOptions, context: DocumentContext): DocumentParts {
  const paths = toPaths(shown, options, context);
  const webhooks = toWebhooks(options.webhooks ?? {}, schemaContextOf(context, "option 'webhooks'"));
  const responses = context.responses.toComponents();
  return { paths, webhooks, responses, channels: writeChannels(shown, context) };
}

function toPaths(routes: readonly RouteDefinition[], options: DocumentOptions, context: DocumentContext): PathsObject {
  const describers = { ...ROUTE_DESCRIBERS, ...options.describers };
  const paths = new Paths(context.version);
  for (const route of routes) {
    const describe = Object.hasOwn(describers, route.kind) ? describers[route.kind] : undefined;
    if (describe === undefined) {
      context.problems.add(
        'TYPHOON_ERR_OPENAPI_KIND',
        route.place,
        `nothing describes routes of the kind '${route.kind}'. Add { describers: { ${route.kind}: … } }, or hide the route.`,
      );
      continue;
    }
    const operation = describe(route, context);
    if (operation !== undefined) paths.add(route, `${options.prefix ?? ''}${route.path.openapi}`, operation);
  }
  return paths.toObject();
}
