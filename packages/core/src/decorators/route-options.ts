import type { FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { ExternalDocumentation, HeaderDocumentation, ServerDocumentation } from '../describe/route-definition.js';
import type { DependencyInput } from '../dependency/dependency.js';
import type { ErrorClass } from '../http/http-error.js';
import type { ErrorEnvelope } from '../http/problem.js';
import type { Reply } from '../http/reply.js';
import type { ResponseLike } from '../http/response-kind.js';
import type { AnyClass } from '../metadata/store.js';
import type { Duration } from '../values/duration.js';
import type { RouteFeature } from '../route-feature.js';

/** What every level may say and all levels inside it inherit. */
interface InheritedOptions {
  /** Groups operations in the documents. */
  readonly tags?: readonly string[];
  /** One line on what an operation does, for the documents. Default: the method's name in words. */
  readonly summary?: string;
  /** What there is to say of it, as CommonMark. */
  readonly description?: string;
  /** Struck out in the documents, served all the same. */
  readonly deprecated?: boolean;
  /** Absent from the documents, served all the same. */
  readonly hidden?: boolean;
  /** The status of a plain return value. Default: that of the response, mostly 200; 204 where `response` is `Empty`. */
  readonly status?: number;
  /** What the documents say of the answer that a plain return value is. */
  readonly responseDescription?: string;
  /** Headers of that answer: documented, and checked outside production. */
  readonly responseHeaders?: Readonly<Record<string, HeaderDocumentation>>;
  readonly examples?: ResponseDocumentation['examples'];
  /** Errors that every route below may throw; documented by status and code. */
  readonly throws?: readonly ErrorClass[];
  /** Run for every request, before the handler; their values are not used. */
  readonly dependencies?: readonly DependencyInput[];
  /** Dependencies that sign the caller in. `false` drops what is inherited: a public route in a guarded group. */
  readonly security?: readonly DependencyInput[] | false;
  /** The shape of error answers. Default: 'problem'. */
  readonly errors?: ErrorEnvelope;
  /** Handlers per error class; the innermost level and the nearest class win. */
  readonly errorHandlers?: readonly ErrorHandler[];
  /** Largest accepted body in bytes; larger ones get 413. Default: Fastify's, 1_048_576. */
  readonly bodyLimit?: number;
  /**
   * How long a request may take until its handler has returned: `'2s'`, or milliseconds. Then it is answered with 504, and
   * `signal` aborts. The nearest level counts; `false` drops what is inherited. Sockets have limits of their own. Default: none.
   */
  readonly timeout?: Duration | false;
  /**
   * How many requests may be under way at once: `10`, or with a queue, `{ max: 10, queue: 100, queueTimeout: '2s' }`; one more
   * is answered with 503. All routes below the level are counted together. The nearest level counts; `false` drops what is
   * inherited. Counted in each process for itself. Default: none.
   */
  readonly concurrency?: number | ConcurrencyOptions | false;
  /** What happens to keys that nobody declared, by part. Default: 'ignore'. */
  readonly unknown?: UnknownKeys | Partial<Record<'query' | 'header' | 'cookie' | 'form', UnknownKeys>>;
  /** Fastify's route options, passed on as they are: `constraints`, `config`, `logLevel`, `onRequest`, `preHandler`, … Hooks add up, the outermost first. */
  readonly fastify?: FastifyRouteOptions;
  /** Where these operations are reached, if not where the document says. */
  readonly servers?: readonly ServerDocumentation[];
  /** A page elsewhere that says more. */
  readonly externalDocs?: ExternalDocumentation;
  /** Callback Objects by name, as OpenAPI spells them. */
  readonly callbacks?: Readonly<Record<string, unknown>>;
  /** Sends an `ETag` made from the body and answers a matching `If-None-Match` with 304. */
  readonly etag?: 'strong' | 'weak' | false;
  /** What is added to every route below: `[caching({ ttl: '10s' })]`. Of several of one name the nearest counts. */
  readonly features?: readonly RouteFeature[];
}

/**
 * What application, group, controller and route share: everything here is inherited inwards.
 *
 * Lists add up (tags, dependencies, security, throws, Fastify's hooks), and so do maps by key (`responses`, `callbacks`,
 * `x-` members, Fastify's `config` and `constraints`); of single values, `servers` and `examples` among them, the nearest wins.
 * A level that declares a `response` of its own drops what outer ones say of that answer. Types are compared with the
 * response of the route itself only: what a method returns for an inherited one is validated when it runs.
 */
export interface SharedOptions extends InheritedOptions {
  /** What a plain return value is written as, for every route below that does not say. */
  readonly response?: ResponseLike;
  /** Further answers by status, for every route below. */
  readonly responses?: ResponseOptions;
  /** Names operations. Default: controller and method, `items.read`. */
  readonly operationId?: NameOperation;
  /** `x-` members of every operation. */
  readonly [extension: `x-${string}`]: unknown;
}

/** What an operation is named from: `{ controller: 'ItemsController', handler: 'read', method: 'GET', path: '/items/{id}', defaultId: 'items.read' }`. */
export interface OperationToName {
  /** The class's name. */
  readonly controller: string;
  /** The method's name. */
  readonly handler: string;
  readonly method: string;
  /** As documents spell it: `/items/{id}`. */
  readonly path: string;
  /** The id that the operation has where nobody names it; what the controller and its groups are called stands in it. */
  readonly defaultId: string;
}

/** Names an operation from its route: `({ defaultId }) => `shop.${defaultId}``. */
export type NameOperation = (route: OperationToName) => string;

/** How many requests may be under way, and how many wait. */
export interface ConcurrencyOptions {
  readonly max: number;
  /** How many wait, in the order in which they came; one more is refused. Default: 0. */
  readonly queue?: number;
  /** How long one waits. Default: 5 seconds. */
  readonly queueTimeout?: Duration;
}

export type UnknownKeys = 'ignore' | 'reject';

/** Route options of Fastify that are Fastify's own business; those that Typhoon sets itself are left out. */
export type FastifyRouteOptions = Readonly<Omit<RouteShorthandOptions, OwnedByTyphoon>> & {
  readonly [TOption in OwnedByTyphoon | 'handler' | 'method' | 'url']?: never;
};

type OwnedByTyphoon = 'schema' | 'validatorCompiler' | 'serializerCompiler' | 'errorHandler' | 'bodyLimit' | 'prefixTrailingSlash';

/** One answer: how its body is written, and what the documents say of it. */
export interface ResponseDocumentation {
  readonly response?: ResponseLike;
  readonly description?: string;
  readonly headers?: Readonly<Record<string, HeaderDocumentation>>;
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly description?: string; readonly value: unknown }>>;
}

/** Answers by status: a schema, a model, a response kind, or one of these with its description, headers and examples. */
export type ResponseOptions = Readonly<Record<number, ResponseLike | ResponseDocumentation>>;

/** Turns an error class into an answer. */
export interface ErrorHandler {
  readonly error: AnyClass;
  readonly handle: (error: never, request: never) => unknown;
}

/** Options of a controller and of a group. */
export interface ControllerOptions extends SharedOptions {
  /**
   * The leading part of operation ids: `items` in `items.read`. Default of a controller: the class's name without
   * `Controller`, in camel case. That of a group stands before it, `v2.items.read`; default: none.
   */
  readonly name?: string;
}

/** Options of one route. Their types tie the method's return type to the schemas. */
export interface RouteOptions<TResponse = unknown, TResponses = unknown, TStatus extends number = number> extends InheritedOptions {
  /** The status of a plain return value. Default: that of the response, mostly 200; without a `response`, 200 or the first success among `responses`. */
  readonly status?: TStatus;
  /** Default: controller and method, `items.read`. Unique in the application. */
  readonly operationId?: string | NameOperation;
  /** What a plain return value is written as. Default: what `responses` say of its status; JSON as it is, where nothing is declared. */
  readonly response?: TResponse;
  /** Further answers by status, sent with `reply(status, body)`. */
  readonly responses?: TResponses;
  /** `x-` members of the Operation Object. */
  readonly [extension: `x-${string}`]: unknown;
}

/** What an error handler makes of an error: an answer, another error, or nothing, which leaves it as it is. */
export type ErrorHandlerResult = Reply<number, unknown> | Error | void;

/**
 * Declares what a thrown error class is answered with, at application, group, controller or route level.
 *
 * @example @Get('/', { errorHandlers: [onError(Timeout, () => new HttpError(504, 'The database did not answer.'))] }) list() { return this.store.all(); }
 */
export function onError<TError extends object>(
  error: abstract new (...args: any[]) => TError,
  handle: (error: TError, request: FastifyRequest) => ErrorHandlerResult | PromiseLike<ErrorHandlerResult>,
): ErrorHandler {
  return { error, handle };
}
