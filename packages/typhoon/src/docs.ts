import type { Application, GuardOptions } from '@typhoon/core';
import { ProblemList, anything, readByRules } from '@typhoon/core/internal';
import type { OptionRules } from '@typhoon/core/internal';
import { openapiDocuments, openapiPages } from '@typhoon/openapi';
import { DOCUMENT_RULES, PAGES_RULES } from '@typhoon/openapi/internal';
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
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], docs: { security: [operator], servers: [{ url: '/api' }], documents: [{ redoc: null }] } })
 * @example const docs: DocsOptions = { documents: [{ exclude: ['internal'] }, { name: 'internal', include: ['internal'], security: [operator] }] };
 */
export interface DocsOptions extends Omit<OpenApiPluginOptions, 'info' | 'errors' | 'routes' | 'documents'>, GuardOptions {
  /** What is published. Default: one document with everything, at '/openapi.json', '/openapi.yaml', '/docs' and '/redoc'. */
  readonly documents?: readonly DocsDocument[];
}

const GUARD_RULES: OptionRules<GuardOptions> = { security: anything, dependencies: anything };

const RULES: OptionRules<DocsOptions> = { ...PAGES_RULES, ...GUARD_RULES };

const RULES_OF_ONE: OptionRules<DocsDocument> = { ...DOCUMENT_RULES, ...GUARD_RULES };

/**
 * What the option becomes: one plugin that records the routes of those after it, and one that publishes them.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for what nobody knows.
 */
export function describeDocs(docs: DocsOptions, info: InfoObject): AppPart {
  assertKnown(docs);
  return {
    plugins: [(fastify, app) => fastify.register(openapiDocuments, { ...withoutGuards(docs), info, routes: () => app.routes })],
    lastPlugins: [(fastify, app) => fastify.register(openapiPages, { ...toPluginOptions(docs, app), info })],
  };
}

function assertKnown(docs: DocsOptions): void {
  const problems = new ProblemList();
  const code = 'TYPHOON_ERR_APP_OPTIONS';
  const { documents = [] } = readByRules(docs, { rules: RULES, code, cureOf }, "createApp(), option 'docs'", problems);
  for (const [index, document] of documents.entries()) {
    readByRules(document, { rules: RULES_OF_ONE, code }, `createApp(), option 'docs.documents[${String(index)}]'`, problems);
  }
  problems.assertNone();
}

function cureOf(name: string): string | undefined {
  return Object.hasOwn(DOCUMENT_RULES, name) ? `Write docs: { documents: [{ ${name}: … }] }.` : undefined;
}

/** Documents are written without: who may see them is the pages' business. */
function withoutGuards({ documents, security: _security, dependencies: _dependencies, ...options }: DocsOptions): Omit<OpenApiPluginOptions, 'info'> {
  if (documents === undefined) return options;
  return { ...options, documents: documents.map(({ security: _ofOne, dependencies: _toOne, ...document }) => document) };
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
