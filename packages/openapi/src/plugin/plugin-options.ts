import type { RouteDefinition } from '@typhoon/core';
import { ProblemList, findNearest } from '@typhoon/core/internal';
import type { onRequestHookHandler } from 'fastify';
import type { DocumentOptions } from '../document.js';
import type { PageOptions, PublishedDocument } from './published-document.js';

/** What is published, and how its pages look. */
export interface OpenApiPluginOptions extends Omit<DocumentOptions, 'include' | 'exclude' | 'prefix'>, PageOptions {
  /** What is published. Default: one document with everything, `[{}]`. */
  readonly documents?: readonly PublishedDocument[];
  /** The routes in the order they shall be shown; those registered after the plugin follow. Default: only these. */
  readonly routes?: () => readonly RouteDefinition[];
  /** Hooks that protect every document, every page and the pages' files. */
  readonly onRequest?: onRequestHookHandler | readonly onRequestHookHandler[];
}

type Names<TOptions> = Readonly<Record<keyof TOptions, true>>;

/** The compiler misses none. */
const OPTIONS: Names<OpenApiPluginOptions> = {
  info: true,
  openapi: true,
  errors: true,
  tags: true,
  servers: true,
  externalDocs: true,
  webhooks: true,
  extensions: true,
  describers: true,
  responseDescribers: true,
  documents: true,
  routes: true,
  assets: true,
  swaggerUiParameters: true,
  swaggerUiOAuth: true,
  redocOptions: true,
  contentSecurityPolicy: true,
  onRequest: true,
};

const DOCUMENT: Names<PublishedDocument> = {
  name: true,
  json: true,
  yaml: true,
  asyncapiJson: true,
  asyncapiYaml: true,
  swaggerUi: true,
  redoc: true,
  oauth2Redirect: true,
  info: true,
  include: true,
  exclude: true,
  onRequest: true,
};

/** What `register` itself reads. @see https://fastify.dev/docs/latest/Reference/Plugins/#plugin-options */
const OF_FASTIFY: readonly string[] = ['prefix', 'logLevel', 'logSerializers'];

/**
 * Options that nobody reads: a misspelt one would publish what it was to hide.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) with each of them.
 */
export function assertKnownOptions({ documents = [], ...options }: OpenApiPluginOptions): void {
  const problems = new ProblemList();
  noteUnknown('', options, OPTIONS, problems);
  for (const [index, document] of documents.entries()) noteUnknown(`documents[${String(index)}].`, document, DOCUMENT, problems);
  problems.assertNone();
}

function noteUnknown(place: string, options: object, known: object, problems: ProblemList): void {
  for (const name of Object.keys(options).filter((key) => !Object.hasOwn(known, key) && !(place === '' && OF_FASTIFY.includes(key)))) {
    problems.add('TYPHOON_ERR_APP_OPTIONS', 'the plugin openapi', `there is no option '${place}${name}'. ${toCure(name, known)}`);
  }
}

function toCure(name: string, known: object): string {
  if (known === OPTIONS && Object.hasOwn(DOCUMENT, name)) return `Write documents: [{ ${name}: … }].`;
  if (GUARDS.includes(name)) return 'Protect with onRequest: app.guard({ … }).';
  const meant = findNearest(name, Object.keys(known));
  return meant === undefined ? `There are '${Object.keys(known).join("', '")}'.` : `Write '${meant}'.`;
}

/** What `createApp({ docs })` has instead of hooks. */
const GUARDS: readonly string[] = ['security', 'dependencies'];
