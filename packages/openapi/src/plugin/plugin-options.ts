import type { RouteDefinition } from '@typhoon/core';
import { ProblemList, anything, list, readByRules } from '@typhoon/core/internal';
import type { OptionRules } from '@typhoon/core/internal';
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

/** Of what is published and how it looks, for `createApp({ docs })`, too. */
export const PAGES_RULES: OptionRules<Omit<OpenApiPluginOptions, 'info' | 'errors' | 'routes'>> = {
  documents: list,
  openapi: anything,
  tags: list,
  servers: list,
  externalDocs: anything,
  webhooks: anything,
  extensions: anything,
  describers: list,
  responseDescribers: list,
  assets: anything,
  swaggerUiParameters: anything,
  swaggerUiOAuth: anything,
  redocOptions: anything,
  contentSecurityPolicy: anything,
  onRequest: anything,
};

const RULES: OptionRules<OpenApiPluginOptions> = { info: anything, ...PAGES_RULES, errors: anything, routes: anything };

/** Of one document and its pages. */
export const DOCUMENT_RULES: OptionRules<PublishedDocument> = {
  name: anything,
  json: anything,
  yaml: anything,
  asyncapiJson: anything,
  asyncapiYaml: anything,
  swaggerUi: anything,
  redoc: anything,
  oauth2Redirect: anything,
  info: anything,
  include: anything,
  exclude: anything,
  onRequest: anything,
};

/** What `register` itself reads. @see https://fastify.dev/docs/latest/Reference/Plugins/#plugin-options */
const OF_FASTIFY: readonly string[] = ['prefix', 'logLevel', 'logSerializers'];

/**
 * Options that nobody reads: a misspelt one would publish what it was to hide.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) with each of them.
 */
export function assertKnownOptions(options: OpenApiPluginOptions): void {
  const problems = new ProblemList();
  const { documents = [] } = readByRules(options, { rules: RULES, code: CODE, foreign: OF_FASTIFY, cureOf: cureOfPlugin }, PLACE, problems);
  for (const [index, document] of documents.entries()) {
    readByRules(document, { rules: DOCUMENT_RULES, code: CODE, cureOf: cureOfGuard }, `${PLACE}, documents[${String(index)}]`, problems);
  }
  problems.assertNone();
}

const PLACE = 'the plugin openapi';
const CODE = 'TYPHOON_ERR_APP_OPTIONS';

function cureOfPlugin(name: string): string | undefined {
  return Object.hasOwn(DOCUMENT_RULES, name) ? `Write documents: [{ ${name}: … }].` : cureOfGuard(name);
}

/** What `createApp({ docs })` has instead of hooks. */
function cureOfGuard(name: string): string | undefined {
  return name === 'security' || name === 'dependencies' ? 'Protect with onRequest: app.guard({ … }).' : undefined;
}
