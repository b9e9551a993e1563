/** @see OpenAPI 3.1 §4.8.1 (OpenAPI Object) */
import { ProblemList } from '@typhoon/core/internal';
import type { ExternalDocumentation, RouteDefinition, ServerDocumentation } from '@typhoon/core';
import { toJsonText } from './components-object.js';
import { createDocumentContext } from './document-context.js';
import type { ErrorEnvelope, OpenApiVersion, ResponseDescriber } from './document-context.js';
import { writeParts } from './document-parts.js';
import { findRepeatedIds } from './operation-ids.js';
import type { PathItemObject, PathsObject } from './paths-object.js';
import type { ResponseObject } from './response-object.js';
import type { RouteDescriber } from './route-describers.js';
import type { SchemaObject } from './reference.js';
import type { SecurityRequirementObject, SecuritySchemeObject } from './security-scheme-object.js';
import { selectRoutes } from './tag-filter.js';
import type { TagFilter } from './tag-filter.js';

/** What a document says of the whole application. @see OpenAPI 3.1 §4.8.2 (Info Object) */
export interface InfoObject {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  /** CommonMark. */
  readonly description?: string;
  readonly termsOfService?: string;
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string };
  /** `identifier` is an SPDX name; `url` and `identifier` exclude each other. */
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string };
  readonly [extension: `x-${string}`]: unknown;
}

/** What a tag means. @see OpenAPI 3.1 §4.8.22 (Tag Object) */
export interface TagObject {
  readonly name: string;
  /** CommonMark. */
  readonly description?: string;
  readonly externalDocs?: ExternalDocumentation;
  readonly [extension: `x-${string}`]: unknown;
}

/** What a document says beside its routes, and which routes it shows. */
export interface DocumentOptions extends TagFilter {
  readonly info: InfoObject;
  /** Default: '3.1'. */
  readonly openapi?: OpenApiVersion;
  /** The envelope of every error answer. Default: what each route answers in. */
  readonly errors?: ErrorEnvelope;
  /** What tags mean, in the order they shall be shown. */
  readonly tags?: readonly TagObject[];
  /** Where the application is reached: `[{ url: '/api' }]` behind a proxy that strips the prefix. Default: `[{ url: '/' }]`, the root of where the document is. */
  readonly servers?: readonly ServerDocumentation[];
  readonly externalDocs?: ExternalDocumentation;
  /**
   * Requests that the application sends, by name: Path Item Objects, with TypeBox schemas and models where schemas stand.
   * Where an operation names none, its id is `webhooks.<name>`, and its summary is made of the name.
   */
  readonly webhooks?: Readonly<Record<string, object>>;
  /** `x-` members of the document. */
  readonly extensions?: Readonly<Record<`x-${string}`, unknown>>;
  /** Leading part of every path, where the definitions lack it: the prefix a Fastify plugin is registered with. Default: none. */
  readonly prefix?: string;
  /** Further kinds of routes, by name. */
  readonly describers?: Readonly<Record<string, RouteDescriber>>;
  /** Further kinds of responses whose bodies are more than one schema, by name. */
  readonly responseDescribers?: Readonly<Record<string, ResponseDescriber>>;
}

/** What several places of a document refer to. @see OpenAPI 3.1 §4.8.7 (Components Object) */
export interface ComponentsObject {
  readonly schemas?: Readonly<Record<string, SchemaObject>>;
  readonly responses?: Readonly<Record<string, ResponseObject>>;
  readonly securitySchemes?: Readonly<Record<string, SecuritySchemeObject>>;
  readonly [kind: string]: unknown;
}

/** An OpenAPI document as plain JSON data. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: InfoObject;
  readonly servers: readonly ServerDocumentation[];
  readonly security?: readonly SecurityRequirementObject[];
  readonly tags?: readonly TagObject[];
  readonly paths: PathsObject;
  readonly webhooks?: Readonly<Record<string, PathItemObject>>;
  readonly components?: ComponentsObject;
  readonly externalDocs?: ExternalDocumentation;
  readonly [extension: `x-${string}`]: unknown;
}

/** The specification's default, written out: linters ask for a statement. @see OpenAPI 3.1 §4.8.1 (servers) */
export const SAME_ORIGIN: readonly ServerDocumentation[] = [{ url: '/' }];

const VERSIONS: Readonly<Record<OpenApiVersion, string>> = { '3.1': '3.1.1', '3.2': '3.2.0' };

/**
 * Writes the OpenAPI document of an application's routes. Pure and deterministic: the same routes give the same text.
 *
 * @throws BootError with every mistake: two schemas or security schemes of one name (TYPHOON_ERR_SCHEMA_NAME,
 *   TYPHOON_ERR_OPENAPI_CONFLICT), two operations of one id (TYPHOON_ERR_OPENAPI_CONFLICT), a schema without a JSON form (TYPHOON_ERR_SCHEMA_INVALID), a route of a kind that nobody
 *   describes (TYPHOON_ERR_OPENAPI_KIND).
 * @example const { paths } = toDocument(app.routes, { info: { title: 'Shop', version: '1.0.0' } });
 */
export function toDocument(routes: readonly RouteDefinition[], options: DocumentOptions): OpenApiDocument {
  const problems = new ProblemList();
  const context = createDocumentContext(options, problems);
  const shown = selectRoutes(routes, options);
  const { channels, ...used } = writeParts(shown, options, context);
  const { paths, webhooks } = used;
  findRepeatedIds({ '': paths, 'webhook ': webhooks }, problems);
  const components = withoutEmpty({
    schemas: context.schemas.toComponents(used, channels),
    responses: used.responses,
    securitySchemes: context.securitySchemes.toComponents(),
  });
  problems.assertNone();
  const tags = toTags(shown, options);
  const document = {
    openapi: VERSIONS[context.version],
    info: options.info,
    servers: options.servers === undefined || options.servers.length === 0 ? SAME_ORIGIN : options.servers,
    // Open unless an operation says otherwise: tools ask for a statement.
    security: [],
    ...(tags.length === 0 ? {} : { tags }),
    paths,
    ...(Object.keys(webhooks).length === 0 ? {} : { webhooks }),
    ...(Object.keys(components).length === 0 ? {} : { components }),
    ...(options.externalDocs === undefined ? {} : { externalDocs: options.externalDocs }),
    ...options.extensions,
  };
  // Through text: references become strings, symbols and undefined members go, nothing of the routes is shared.
  return JSON.parse(toJsonText(document)) as OpenApiDocument;
}

/** A document of some tags explains those only. */
export function toTags(shown: readonly RouteDefinition[], { tags = [], include, exclude }: DocumentOptions): readonly TagObject[] {
  if (include === undefined && exclude === undefined) return tags;
  const used = new Set(shown.flatMap((route) => route.documentation.tags));
  return tags.filter((tag) => used.has(tag.name));
}

export function withoutEmpty<TObject extends object>(components: TObject): TObject {
  return Object.fromEntries(Object.entries(components).filter(([, members]) => Object.keys(members as object).length > 0)) as TObject;
}
