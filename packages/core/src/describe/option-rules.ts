import type { ApplicationOptions } from '../app.js';
import type { FileOptions } from '../decorators/file.js';
import type { ControllerOptions, RouteOptions, SharedOptions } from '../decorators/route-options.js';
import type { ProblemList } from '../errors.js';
import { anything, flag, list, readByRules, text } from '../validation/option-table.js';
import type { OptionRule, OptionRules } from '../validation/option-table.js';
import { isConcurrencyOption, isTimeLimit } from './request-limits.js';
import { cureOfOtherWord } from './other-words.js';

const map: OptionRule = { accepts: isPlainObject, expected: 'an object' };
const callable: OptionRule = { accepts: (value) => typeof value === 'function', expected: 'a function' };
const count: OptionRule = { accepts: (value) => Number.isInteger(value) && (value as number) > 0, expected: 'a whole number of bytes above 0' };

/** The rules of what all levels share. */
export const SHARED_RULES: OptionRules<SharedOptions> = {
  tags: { accepts: (value) => Array.isArray(value) && value.every((tag) => typeof tag === 'string'), expected: "a list of texts, ['items']" },
  summary: text,
  description: text,
  deprecated: flag,
  hidden: flag,
  operationId: callable,
  status: { accepts: (value) => typeof value === 'number', expected: 'a number, 201' },
  response: anything,
  responseDescription: text,
  responseHeaders: map,
  examples: map,
  responses: {
    accepts: (value) => isPlainObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key)),
    expected: 'an object by status, { 404: Problem }',
  },
  throws: { accepts: (value) => Array.isArray(value) && value.every(isErrorClass), expected: 'a list of classes made by HttpError.define()' },
  dependencies: list,
  security: { accepts: (value) => value === false || Array.isArray(value), expected: 'a list of dependencies, or false' },
  errors: { ...oneOf('problem', 'fastapi'), expected: "'problem' or 'fastapi' (what a handler throws stands in 'throws')" },
  errorHandlers: { accepts: (value) => Array.isArray(value) && value.every(isErrorHandler), expected: 'a list of onError(…)' },
  bodyLimit: count,
  timeout: { accepts: isTimeLimit, expected: "a time from 1 ms on, '2s', or false" },
  concurrency: { accepts: isConcurrencyOption, expected: "how many, 10, or { max: 10, queue: 100, queueTimeout: '2s' }, or false" },
  unknown: { accepts: isUnknownOption, expected: "'ignore' or 'reject', or one of them by part: { query: 'reject' }" },
  fastify: {
    accepts: (value) => isPlainObject(value) && !OURS.some((name) => name in value),
    expected: 'options of a Fastify route, without those that Typhoon sets',
  },
  servers: { accepts: (value) => Array.isArray(value) && value.every(hasUrl), expected: "a list of { url: '…' }" },
  externalDocs: { accepts: hasUrl, expected: "{ url: '…' }" },
  callbacks: map,
  features: { accepts: (value) => Array.isArray(value) && value.every(isFeature), expected: 'a list of features, [caching({ … })]' },
  etag: { accepts: (value) => value === 'strong' || value === 'weak' || value === false, expected: "'strong', 'weak' or false" },
};

const CONTROLLER: OptionRules<ControllerOptions> = { ...SHARED_RULES, name: text };

const ROUTE: OptionRules<RouteOptions & { readonly method?: string }> = {
  ...SHARED_RULES,
  operationId: { accepts: (value) => typeof value === 'string' || typeof value === 'function', expected: 'a text or a function' },
  method: text,
};

/** The rules of an application, which `createApp` of `typhoon` adds its own to. */
export const APPLICATION_RULES: OptionRules<ApplicationOptions> = {
  ...SHARED_RULES,
  controllers: list,
  prefix: text,
  kinds: list,
  works: list,
  engines: { accepts: (value) => value instanceof Map, expected: 'a Map of functions, by the singleton that they make' },
  validateResponses: flag,
  formats: {
    accepts: (value) => isPlainObject(value) && Object.values(value).every((check) => typeof check === 'function'),
    expected: 'an object of functions by name, { iban: (text) => isIban(text) }',
  },
  closeTimeout: { accepts: (value) => typeof value === 'number' && value >= 0, expected: 'milliseconds, 0 or more' },
  observer: map,
  server: map,
  notFound: flag,
  plugins: { accepts: (value) => Array.isArray(value) && value.every((plugin) => typeof plugin === 'function'), expected: 'a list of functions' },
  onStart: callable,
  onStop: callable,
};

const size: OptionRule = { accepts: (value) => typeof value === 'number' && value >= 0, expected: 'a number of bytes, 1_000_000' };
const howMany: OptionRule = { accepts: (value) => typeof value === 'number' && value >= 0, expected: 'how many, 3' };

/** Of `File()`. */
export const FILE_RULES: OptionRules<FileOptions> = {
  maxSize: size,
  maxCount: howMany,
  minCount: howMany,
  types: { accepts: (value) => Array.isArray(value) && value.every((type) => typeof type === 'string'), expected: "a list of media types, ['image/png']" },
  sniff: flag,
  optional: flag,
  stream: flag,
  alias: anything,
  description: anything,
  deprecated: anything,
  hidden: anything,
};

/** What Fastify hands to every plugin beside its options. */
const OF_FASTIFY = ['logLevel', 'logSerializers', 'encapsulate', 'name'];

/** Options of a Fastify route that Typhoon sets itself. */
const OURS = ['handler', 'schema', 'url', 'path', 'method', 'validatorCompiler', 'serializerCompiler', 'errorHandler', 'bodyLimit', 'prefixTrailingSlash'];

export type OptionLevelName = 'application' | 'controller' | 'route';

const RULES: Readonly<Record<OptionLevelName, Readonly<Record<string, OptionRule>>>> = { application: APPLICATION_RULES, controller: CONTROLLER, route: ROUTE };
const CODES = { application: 'TYPHOON_ERR_APP_OPTIONS', controller: 'TYPHOON_ERR_CONTROLLER_OPTIONS', route: 'TYPHOON_ERR_ROUTE_OPTIONS' } as const;

/**
 * The options without those that nobody knows and those whose value is none the option may have: these are noted, so
 * that everything after can rely on the rest.
 */
export function readOptions<TOptions extends object>(level: OptionLevelName, options: TOptions, place: string, problems: ProblemList): TOptions {
  const foreign = level === 'application' ? OF_FASTIFY : [];
  const table = { rules: RULES[level], code: CODES[level], foreign, isExtensible: true, cureOf: cureOfOtherWord };
  return readByRules(options, table, place, problems);
}

function oneOf(...words: readonly string[]): OptionRule {
  return { accepts: (value) => words.includes(value as string), expected: `'${words.join("' or '")}'` };
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isErrorClass(value: unknown): boolean {
  return typeof value === 'function' && 'definition' in value;
}

function isErrorHandler(value: unknown): boolean {
  return isPlainObject(value) && typeof (value as { error?: unknown }).error === 'function' && typeof (value as { handle?: unknown }).handle === 'function';
}

function isFeature(value: unknown): boolean {
  return isPlainObject(value) && typeof (value as { name?: unknown }).name === 'string';
}

function hasUrl(value: unknown): boolean {
  return isPlainObject(value) && typeof (value as { url?: unknown }).url === 'string';
}

const PARTS = ['query', 'header', 'cookie', 'form'];

function isUnknownOption(value: unknown): boolean {
  const isWord = (word: unknown): boolean => word === 'ignore' || word === 'reject';
  return isWord(value) || (isPlainObject(value) && Object.entries(value).every(([part, word]) => PARTS.includes(part) && isWord(word)));
}
