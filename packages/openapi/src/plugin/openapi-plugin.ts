import swagger from '@fastify/swagger';
import type { RouteDefinition } from '@typhoon/core';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { AsyncApiDocument } from '../asyncapi/asyncapi-document.js';
import { hasChannel } from '../asyncapi/written-channel.js';
import type { OpenApiDocument } from '../document.js';
import { registerAsyncApiRoutes } from './asyncapi-routes.js';
import { DocumentBook } from './document-book.js';
import type { HostDocument } from './merge-documents.js';
import { registerDocumentRoutes } from './document-routes.js';
import { PageAssets } from './page-assets.js';
import { assertKnownOptions } from './plugin-options.js';
import type { OpenApiPluginOptions } from './plugin-options.js';
import { toDocumentPaths } from './published-document.js';
import type { PublishedDocument } from './published-document.js';

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * The OpenAPI document, or another published one by its name. Built when it is asked for the first time, after `ready()`.
     *
     * @throws BootError when the document has mistakes; RangeError for an unknown name.
     */
    openapi(name?: string): OpenApiDocument;
    /**
     * The AsyncAPI document of the channels, of the first published document or of another one by its name.
     *
     * @param base Where the application is reached. Default: 'http://localhost'.
     * @throws BootError when the document has mistakes; RangeError for an unknown name.
     */
    asyncapi(name?: string, base?: string): AsyncApiDocument;
  }
}

/**
 * Publishes OpenAPI documents and their pages: of Typhoon's routes and, through `@fastify/swagger`, of all others that are
 * registered after it.
 *
 * Serves '/openapi.json', '/openapi.yaml', '/asyncapi.json' and '/asyncapi.yaml' where there are channels, '/docs' (Swagger UI), '/docs/oauth2-redirect' and '/redoc' below the prefix of
 * the instance. Nothing is built before it is asked for, unless names may clash: ids of webhooks, say. That is a mistake of the boot.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for options that it does not know, when the instance gets ready.
 * @example await fastify.register(openapi, { info: { title: 'Shop', version: '1.0.0' } });
 */
export const openapi: FastifyPluginAsync<OpenApiPluginOptions> = unencapsulated(async (fastify, options) => {
  await fastify.register(openapiDocuments, options);
  await fastify.register(openapiPages, options);
});

/**
 * The first half of `openapi`: the documents, served by nothing. Whoever registers it before other plugins and
 * `openapiPages` after them finds the routes of all in the documents, and the hooks of all on the pages.
 */
export const openapiDocuments: FastifyPluginAsync<OpenApiPluginOptions> = unencapsulated(async (fastify, options) => {
  assertKnownOptions(options);
  const book: DocumentBook = new DocumentBook(
    options.documents ?? [{}],
    collectRoutes(fastify, options, () => book.noticeChannel()),
    options,
  );
  await registerSwagger(fastify, book, options);
  refuseConflicts(fastify, book);
  fastify.decorate('openapi', (name?: string) => book.read(name));
  fastify.decorate('asyncapi', (name?: string, base?: string) => book.channelsOf(name).at(base).document);
  fastify.decorate(kBook as unknown as string, book);
});

/** The second half of `openapi`: serves the documents and their pages. */
export const openapiPages: FastifyPluginAsync<OpenApiPluginOptions> = unencapsulated(async (fastify, options) => {
  assertKnownOptions(options);
  const book = (fastify as unknown as Record<symbol, DocumentBook>)[kBook];
  if (book === undefined) throw new TypeError('There are no documents to serve: register openapiDocuments first, or openapi, which is both.');
  if (!fastify.hasDecorator('swagger')) fastify.decorate('swagger', (fastify as unknown as Record<typeof DECORATOR, FastifyInstance['swagger']>)[DECORATOR]);
  await fastify.register(async (instance) => {
    await registerPages(instance, book, options.documents ?? [{}], options);
  });
});

const kBook = Symbol.for('typhoon.document-book');

/** The name under which `@fastify/swagger` is ours: a host that publishes a document of its own keeps `swagger`. */
const DECORATOR = 'typhoonSwagger';

/** Typhoon leaves each route's definition in its config; the HEAD that Fastify adds to a GET has the same. */
function collectRoutes(
  fastify: FastifyInstance,
  { routes: first = () => [] }: OpenApiPluginOptions,
  noticeChannel: () => void,
): () => readonly RouteDefinition[] {
  const routes = new Set<RouteDefinition>();
  fastify.addHook('onRoute', (route) => {
    const definition = definitionOf(route);
    if (definition === undefined) return;
    routes.add(definition);
    if (hasChannel(definition)) noticeChannel();
  });
  return () => [...new Set([...first(), ...routes])];
}

function definitionOf(route: { readonly config?: unknown }): RouteDefinition | undefined {
  return (route.config as { typhoon?: RouteDefinition } | undefined)?.typhoon;
}

/**
 * `@fastify/swagger` describes the routes that are not ours. It shall not describe ours: it drops parameters, names components
 * `def-0` and leaves recursive references raw.
 */
async function registerSwagger(fastify: FastifyInstance, book: DocumentBook, options: OpenApiPluginOptions): Promise<void> {
  await fastify.register(swagger, {
    decorator: DECORATOR as 'swagger',
    openapi: { openapi: '3.1.0', info: { title: options.info.title, version: options.info.version } },
    transform: ({ schema, url, route }) => ({ schema: definitionOf(route) === undefined ? schema : { ...schema, hide: true }, url }),
    // What `fastify.swagger()` returns, to us and to other plugins, is the whole document.
    transformObject: (written) => book.merge((written as unknown as { openapiObject: HostDocument }).openapiObject) as never,
  });
  book.readHost = () => void (fastify as unknown as Record<string, () => unknown>)[DECORATOR]?.();
}

/** What two plugins name alike is a mistake of the program, which does not start. Schemas may be shared after the routes that use them. */
function refuseConflicts(fastify: FastifyInstance, book: DocumentBook): void {
  const hosts = new Set<FastifyInstance>();
  fastify.addHook('onRoute', function noticeHost(route) {
    if (definitionOf(route) === undefined) hosts.add(this);
  });
  fastify.addHook('onReady', (done) => {
    book.assertNoConflict({ hasHostSchemas: [...hosts].some((host) => Object.keys(host.getSchemas()).length > 0) });
    done();
  });
}

async function registerPages(
  fastify: FastifyInstance,
  book: DocumentBook,
  published: readonly PublishedDocument[],
  options: OpenApiPluginOptions,
): Promise<void> {
  const assets = new PageAssets();
  const assetsPath = options.assets ?? '/docs/assets';
  for (const hook of [options.onRequest ?? []].flat()) fastify.addHook('onRequest', hook);
  for (const document of published) {
    await fastify.register(async (instance) => {
      registerDocumentRoutes(instance, {
        store: book.storeOf(document.name),
        paths: toDocumentPaths(document),
        pages: options,
        assets,
        assetsPath,
        onRequest: [document.onRequest ?? []].flat(),
        channels: { isShown: () => book.showsChannels(document), origins: () => book.channelsOf(document.name).origins() },
      });
      registerOnceShown(instance, book, document);
      await Promise.resolve();
    });
  }
  await assets.register(fastify, assetsPath);
}

/** Routes that come after the documents may be the first to have a channel: until then there is nothing to serve. */
function registerOnceShown(instance: FastifyInstance, book: DocumentBook, document: PublishedDocument): void {
  let isRegistered = false;
  book.onChannel(() => {
    if (isRegistered || !book.showsChannels(document)) return;
    isRegistered = true;
    registerAsyncApiRoutes(instance, toDocumentPaths(document), book.channelsOf(document.name));
  });
}

/** What a plugin decorates and hooks shall reach the host. The mark goes onto a function of our own. */
function unencapsulated<TOptions extends object>(plugin: FastifyPluginAsync<TOptions>): FastifyPluginAsync<TOptions> {
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: '@typhoon/openapi' });
}
