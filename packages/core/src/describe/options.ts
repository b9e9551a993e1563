import type {
  ErrorHandler,
  NameOperation,
  ResponseDocumentation,
  ResponseOptions,
  RouteOptions,
  SharedOptions,
  UnknownKeys,
} from '../decorators/route-options.js';
import type { ErrorClass } from '../http/http-error.js';
import type { AnyDependency } from '../dependency/dependency.js';
import type { AnyConstructor } from '../decorators/check.js';
import type { Source } from '../decorators/source.js';
import { mergeAnswer } from './answer-options.js';
import type { AnswerOptions } from './answer-options.js';
import { mergeFeatures } from './features.js';
import { mergeRequestLimits } from './request-limits.js';
import type { ExternalDocumentation, RoutePolicy, ServerDocumentation } from './route-definition.js';

type DependencyLike = AnyDependency | AnyConstructor | Source<unknown>;

/** One level of options: application, group, controller or route. */
export type OptionsLevel = SharedOptions & Readonly<Record<string, unknown>>;

/** The options of all levels as one. */
export interface MergedOptions {
  readonly tags: readonly string[];
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly operationId: string | NameOperation | undefined;
  readonly answer: AnswerOptions;
  readonly deprecated: boolean;
  readonly hidden: boolean;
  readonly throws: readonly ErrorClass[];
  readonly dependencies: readonly DependencyLike[];
  readonly security: readonly DependencyLike[];
  readonly responses: ResponseOptions;
  readonly policy: RoutePolicy;
  readonly servers: readonly ServerDocumentation[];
  readonly externalDocs: ExternalDocumentation | undefined;
  readonly extensions: Readonly<Record<`x-${string}`, unknown>>;
  readonly callbacks: Readonly<Record<string, unknown>>;
}

/** Merges options from the application inwards to the route: lists add up, the nearest single value wins. */
export function mergeOptions(levels: readonly OptionsLevel[]): MergedOptions {
  return {
    tags: unique(levels.flatMap((level) => level.tags ?? [])),
    summary: nearest(levels, 'summary'),
    description: nearest(levels, 'description'),
    operationId: nearest(levels, 'operationId'),
    answer: levels.reduce<AnswerOptions>(mergeAnswer, {}),
    deprecated: nearest(levels, 'deprecated') ?? false,
    hidden: nearest(levels, 'hidden') ?? false,
    throws: unique(levels.flatMap((level) => level.throws ?? [])),
    dependencies: levels.flatMap((level) => level.dependencies ?? []),
    security: mergeSecurity(levels),
    responses: Object.assign({}, ...levels.map((level) => level.responses ?? {})) as ResponseOptions,
    servers: nearest(levels, 'servers') ?? [],
    externalDocs: nearest(levels, 'externalDocs'),
    extensions: Object.assign({}, ...levels.map(extensionsOf)) as Record<`x-${string}`, unknown>,
    callbacks: Object.assign({}, ...levels.map((level) => level.callbacks ?? {})) as Record<string, unknown>,
    policy: mergePolicy(levels),
  };
}

/** What a response option says beside its schema or kind. */
export function toResponseDocumentation(option: ResponseOptions[number] | undefined): ResponseDocumentation {
  return isDocumentation(option) ? option : option === undefined ? {} : { response: option };
}

/** The options of a route, as its decorator records them. */
export type OwnRouteOptions = RouteOptions & { readonly method?: string };

function mergePolicy(levels: readonly OptionsLevel[]): RoutePolicy {
  const unknown: Record<'query' | 'header' | 'cookie' | 'form', UnknownKeys> = { query: 'ignore', header: 'ignore', cookie: 'ignore', form: 'ignore' };
  for (const level of levels) {
    const option = level.unknown;
    // One word for all parts never speaks of headers: every client sends some that nobody declared.
    Object.assign(unknown, typeof option === 'string' ? { query: option, cookie: option, form: option } : option);
  }
  const etag = nearest(levels, 'etag');
  return {
    bodyLimit: nearest(levels, 'bodyLimit'),
    ...mergeRequestLimits(levels),
    unknown,
    fastify: mergeFastifyOptions(levels),
    errorHandlers: levels
      .toReversed()
      .flatMap((level, distance) => (level.errorHandlers ?? []).map((handler: ErrorHandler) => ({ ...handler, level: distance }))),
    errors: nearest(levels, 'errors') ?? 'problem',
    etag: etag === false ? undefined : etag,
    features: mergeFeatures(levels),
  };
}

const HOOKS: ReadonlySet<string> = new Set([
  'onRequest',
  'preParsing',
  'preValidation',
  'preHandler',
  'preSerialization',
  'onSend',
  'onResponse',
  'onTimeout',
  'onError',
  'onRequestAbort',
]);

function mergeFastifyOptions(levels: readonly OptionsLevel[]): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = {};
  for (const level of levels) {
    for (const [key, value] of Object.entries(level.fastify ?? {})) {
      merged[key] = HOOKS.has(key)
        ? [...((merged[key] as unknown[] | undefined) ?? []), ...[value].flat()]
        : isPlainObject(value) && isPlainObject(merged[key])
          ? { ...merged[key], ...value }
          : value;
    }
  }
  return merged;
}

function mergeSecurity(levels: readonly OptionsLevel[]): readonly DependencyLike[] {
  return levels.reduce<readonly DependencyLike[]>((inherited, level) => (level.security === false ? [] : [...inherited, ...(level.security ?? [])]), []);
}

function nearest<TKey extends keyof SharedOptions>(levels: readonly OptionsLevel[], key: TKey): SharedOptions[TKey] | undefined {
  return levels.findLast((level) => level[key] !== undefined)?.[key];
}

function extensionsOf(level: OptionsLevel): Record<string, unknown> {
  return Object.fromEntries(Object.entries(level).filter(([key]) => key.startsWith('x-')));
}

function unique<TItem>(items: readonly TItem[]): readonly TItem[] {
  return [...new Set(items)];
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

const DOCUMENTATION_KEYS: ReadonlySet<string> = new Set(['response', 'description', 'headers', 'examples']);

/** A schema always carries symbols, a response kind and a model have other keys: what has only these is documentation. */
function isDocumentation(option: unknown): option is ResponseDocumentation {
  return isPlainObject(option) && Object.getOwnPropertySymbols(option).length === 0 && Object.keys(option).every((key) => DOCUMENTATION_KEYS.has(key));
}
