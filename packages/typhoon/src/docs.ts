import type { Application, GuardOptions } from '@typhoon/core';
import { openapiDocuments, openapiPages } from '@typhoon/openapi';
import type { InfoObject, OpenApiPluginOptions, PublishedDocument } from '@typhoon/openapi';
import type { AppPart } from './app-part.js';

/** A document with its pages, and who may see them. */
export interface DocsDocument extends PublishedDocument, GuardOptions {}

/**
 * What the documents say and where they are served.
 *
 * `security` and `dependencies` protect every document, every page and the pages' files: a browser asks for name and
 * password where `security.basic()` does, and sends the cookie that `security.apiKey({ in: 'cookie', … })` reads.
 *
 * @example createApp({ …, docs: { security: [operator], servers: [{ url: '/api' }], documents: [{ redoc: null }] } })
 * @example docs: { documents: [{ exclude: ['internal'] }, { name: 'internal', include: ['internal'], security: [operator] }] }
 */
export interface DocsOptions extends Omit<OpenApiPluginOptions, 'info' | 'errors' | 'routes' | 'documents'>, GuardOptions {
  /** What is published. Default: one document with everything, at '/openapi.json', '/openapi.yaml', '/docs' and '/redoc'. */
  readonly documents?: readonly DocsDocument[];
}

/** What the option becomes: one plugin that records the routes of those after it, and one that publishes them. */
export function describeDocs(docs: DocsOptions, info: InfoObject): AppPart {
  return {
    plugins: [(fastify, app) => fastify.register(openapiDocuments, { ...docs, info, routes: () => app.routes })],
    lastPlugins: [(fastify, app) => fastify.register(openapiPages, { ...toPluginOptions(docs, app), info })],
  };
}

/** The options of the plugin: dependencies become hooks of this application. */
function toPluginOptions({ documents, ...options }: DocsOptions, app: Pick<Application, 'guard'>): Omit<OpenApiPluginOptions, 'info'> {
  return {
    ...withGuard(options, app),
    ...(documents === undefined ? {} : { documents: documents.map((document) => withGuard(document, app)) }),
  };
}

function withGuard<TOptions extends GuardOptions & Pick<PublishedDocument, 'onRequest'>>(
  { security, dependencies, ...options }: TOptions,
  app: Pick<Application, 'guard'>,
): Omit<TOptions, keyof GuardOptions> {
  if (security === undefined && dependencies === undefined) return options;
  const guard = app.guard({ ...(security === undefined ? {} : { security }), ...(dependencies === undefined ? {} : { dependencies }) });
  return { ...options, onRequest: [options.onRequest ?? [], guard].flat() };
}
