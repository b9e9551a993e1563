import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { toContentSecurityPolicy } from './content-security-policy.js';
import type { ExtraSources } from './content-security-policy.js';
import type { DocumentStore } from './document-store.js';
import { forwardedPrefixOf } from './forwarded-prefix.js';
import { HIDDEN } from './page-assets.js';
import type { PageAssets } from './page-assets.js';
import { toRedirectPage, toRedocPage, toSwaggerPage } from './page.js';
import type { DocumentPaths, PageOptions } from './published-document.js';
import { toRelativeUrl } from './relative-url.js';

/** What the routes of one published document need. */
export interface DocumentRoutes {
  readonly store: DocumentStore;
  readonly paths: DocumentPaths;
  readonly pages: PageOptions;
  readonly assets: PageAssets;
  readonly assetsPath: string;
  readonly onRequest: readonly onRequestHookHandler[];
  readonly channels: {
    readonly isShown: () => boolean;
    /** Other origins that they are reached at: `wss://chat.example`. */
    readonly origins: () => readonly string[];
  };
}

/** Registers a document and its pages on an encapsulated instance. */
export function registerDocumentRoutes(fastify: FastifyInstance, routes: DocumentRoutes): void {
  const { paths, store } = routes;
  for (const hook of routes.onRequest) fastify.addHook('onRequest', hook);
  if (paths.yaml !== null)
    fastify.get(paths.yaml, HIDDEN, async (request, reply) => (await store.below(forwardedPrefixOf(request)).yaml()).send(request, reply));
  if (paths.json === null) return;
  fastify.get(paths.json, HIDDEN, (request, reply) => store.below(forwardedPrefixOf(request)).json.send(request, reply));
  if (paths.swaggerUi !== null) registerSwaggerUi(fastify, paths.swaggerUi, paths.json, routes);
  if (paths.redoc !== null) registerRedoc(fastify, paths.redoc, paths.json, routes);
}

function registerSwaggerUi(fastify: FastifyInstance, path: string, json: string, routes: DocumentRoutes): void {
  const { paths, pages } = routes;
  registerPage(fastify, path, async () => {
    const config = {
      pagePath: fastify.prefix + path,
      documentUrl: toRelativeUrl(path, json),
      redirectUrl: toRelativeUrl(path, paths.oauth2Redirect),
      parameters: pages.swaggerUiParameters ?? {},
      oauth: pages.swaggerUiOAuth ?? {},
      ...(paths.asyncapiJson === null || !routes.channels.isShown() ? {} : { channelsUrl: toRelativeUrl(path, paths.asyncapiJson) }),
    };
    const assets = await toAssetUrls(
      path,
      ['favicon-32x32.png', 'swagger-ui.css', 'page.css', 'swagger-ui-bundle.js', 'swagger-streams.js', 'swagger-page.js', ...CHANNEL_FILES],
      routes,
    );
    return {
      html: toSwaggerPage({ title: titleOf(routes, 'Swagger UI'), assets, config }),
      policy: policyOf(routes, SWAGGER_SOURCES, config.channelsUrl === undefined ? [] : routes.channels.origins()),
      // The sign-in window shall find its way back to the page that opened it: `same-origin` would cut them apart.
      opener: 'same-origin-allow-popups',
    };
  });
  registerPage(fastify, paths.oauth2Redirect, async () => {
    const assets = await toAssetUrls(paths.oauth2Redirect, ['favicon-32x32.png', 'oauth2-redirect.js'], routes);
    return { html: toRedirectPage({ title: 'Signing in', assets }), policy: policyOf(routes, {}), opener: 'unsafe-none' };
  });
}

function registerRedoc(fastify: FastifyInstance, path: string, json: string, routes: DocumentRoutes): void {
  registerPage(fastify, path, async () => {
    const config = { documentUrl: toRelativeUrl(path, json), parameters: routes.pages.redocOptions ?? {} };
    const assets = await toAssetUrls(path, ['favicon-32x32.png', 'page.css', 'redoc.standalone.js', 'redoc-page.js'], routes);
    return { html: toRedocPage({ title: titleOf(routes, 'ReDoc'), assets, config }), policy: policyOf(routes, REDOC_SOURCES), opener: 'same-origin' };
  });
}

/** What the pages need beyond scripts and styles of their own, as measured in Chromium. Swagger UI needs nothing. */
const SWAGGER_SOURCES: ExtraSources = {};
const REDOC_SOURCES: ExtraSources = {
  // ReDoc's styles are rules put into an empty <style> element, and one fixed text: their hashes, instead of 'unsafe-inline'.
  'style-src': ["'self'", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='"],
  // Its search runs in a worker made of a text of the bundle.
  'worker-src': ['blob:'],
};

/** Part of the page where there are channels. */
const CHANNEL_FILES = ['swagger-channels.js', 'channels.js', 'channels.css'];

interface WrittenPage {
  readonly html: string;
  readonly policy: string;
  /** Cross-Origin-Opener-Policy. */
  readonly opener: string;
}

function registerPage(fastify: FastifyInstance, path: string, write: () => Promise<WrittenPage>): void {
  let written: Promise<WrittenPage> | undefined;
  fastify.get(path, HIDDEN, async (request, reply) => {
    if (hasStraySlash(request, path)) return redirectUp(request, reply, path);
    written ??= write();
    const { html, policy, opener } = await written;
    // Our own policy: a host's default (helmet's, say) forbids what the page needs or allows more than it needs.
    void reply.header('content-security-policy', policy).header('cross-origin-opener-policy', opener).header('cache-control', 'no-cache');
    return reply.type('text/html; charset=utf-8').send(html);
  });
}

/** With `ignoreTrailingSlash`, '/docs/' answers too, but there every relative address would be one level too deep. */
function hasStraySlash(request: FastifyRequest, path: string): boolean {
  return !path.endsWith('/') && request.url.split('?', 1)[0]?.endsWith('/') === true;
}

function redirectUp(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  return reply.redirect(`../${path.slice(path.lastIndexOf('/') + 1)}${query}`, 308);
}

async function toAssetUrls(page: string, files: readonly string[], { assets, assetsPath }: DocumentRoutes): Promise<(file: string) => string> {
  const urls = new Map(await Promise.all(files.map(async (file) => [file, toRelativeUrl(page, `${assetsPath}/${await assets.versionOf(file)}`)] as const)));
  return (file) => urls.get(file) ?? file;
}

function titleOf({ store }: DocumentRoutes, page: string): string {
  return `${store.document.info.title} - ${page}`;
}

function policyOf({ store, pages }: DocumentRoutes, own: ExtraSources, sockets: readonly string[] = []): string {
  const extra = pages.contentSecurityPolicy ?? {};
  const connected = sockets.length === 0 ? extra : { ...extra, 'connect-src': [...sockets, ...(extra['connect-src'] ?? [])] };
  return toContentSecurityPolicy(own, store.document, connected);
}
