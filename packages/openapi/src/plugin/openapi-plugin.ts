import swagger from '@fastify/swagger';
import type { RouteDefinition } from '@typhoon/core';
import type { FastifyInstance, FastifyPluginAsync, onRequestHookHandler } from 'fastify';
import type { DocumentOptions, OpenApiDocument } from '../document.js';
import { DocumentBook } from './document-book.js';
import type { HostDocument } from './merge-documents.js';
import { registerDocumentRoutes } from './document-routes.js';
import { PageAssets } from './page-assets.js';
import { toDocumentPaths } from './published-document.js';
import type { PageOptions, PublishedDocument } from './published-document.js';

export interface OpenApiPluginOptions extends Omit<DocumentOptions, 'include' | 'exclude' | 'prefix'>, PageOptions {
  /** What is published. Default: one document with everything, `[{}]`. */
  readonly documents?: readonly PublishedDocument[];
  /** The routes in the order they shall be shown; those registered after the plugin follow. Default: only these. */
  readonly routes?: () => readonly RouteDefinition[];
  /** Hooks that protect every document, every page and the pages' files. */
  readonly onRequest?: onRequestHookHandler | readonly onRequestHookHandler[];
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * The OpenAPI document, or another published one by its name. Built when it is asked for the first time, after `ready()`.
     *
     * @throws BootError when the document has mistakes; RangeError for an unknown name.
     */
    openapi(name?: string): OpenApiDocument;
  }
}

/**
 * Publishes OpenAPI documents and their pages: of Typhoon's routes and, through `@fastify/swagger`, of all others that are
 * registered after it.
 *
 * Serves '/openapi.json', '/openapi.yaml', '/docs' (Swagger UI), '/docs/oauth2-redirect.html' and '/redoc' below the prefix of
 * the instance. Nothing is built before it is asked for.
 *
 * @example await fastify.register(openapi, { info: { title: 'Shop', version: '1.0.0' } });
 */
export const openapi: FastifyPluginAsync<OpenApiPluginOptions> = unencapsulated(async (fastify, options) => {
  const published = options.documents ?? [{}];
  const book = new DocumentBook(published, collectRoutes(fastify, options), options);
  await registerSwagger(fastify, book, options);
  fastify.decorate('openapi', (name?: string) => book.read(name));
  await fastify.register(async (instance) => {
    await registerPages(instance, book, published, options);
  });
});

/** Typhoon leaves each route's definition in its config; the HEAD that Fastify adds to a GET has the same. */
function collectRoutes(fastify: FastifyInstance, { routes: first = () => [] }: OpenApiPluginOptions): () => readonly RouteDefinition[] {
  const routes = new Set<RouteDefinition>();
  fastify.addHook('onRoute', (route) => {
    const definition = definitionOf(route);
    if (definition !== undefined) routes.add(definition);
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
  // A host that publishes a document of its own keeps it.
  const decorator = fastify.hasDecorator('swagger') ? 'typhoonSwagger' : 'swagger';
  await fastify.register(swagger, {
    decorator: decorator as 'swagger',
    openapi: { openapi: '3.1.0', info: { title: options.info.title, version: options.info.version } },
    transform: ({ schema, url, route }) => ({ schema: definitionOf(route) === undefined ? schema : { ...schema, hide: true }, url }),
    // What `fastify.swagger()` returns, to us and to other plugins, is the whole document.
    transformObject: (written) => book.merge((written as unknown as { openapiObject: HostDocument }).openapiObject) as never,
  });
  book.readHost = () => void (fastify as unknown as Record<string, () => unknown>)[decorator]?.();
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
      });
      await Promise.resolve();
    });
  }
  await assets.register(fastify, assetsPath);
}

/** What a plugin decorates and hooks shall reach the host. The mark goes onto a function of our own. */
function unencapsulated<TOptions extends object>(plugin: FastifyPluginAsync<TOptions>): FastifyPluginAsync<TOptions> {
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: '@typhoon/openapi' });
}
