/**
 * The one contract between all packages: what `describe` makes of decorated classes, and what compilers and documents
 * read. Immutable plain data; nothing here knows Fastify's run time.
 */
import type { ParameterOptions, PartName } from '../decorators/source.js';
import type { AnyDependency, Lifetime } from '../dependency/dependency.js';
import type { ErrorClass } from '../http/http-error.js';
import type { ErrorEnvelope } from '../http/problem.js';
import type { ResponseKind } from '../http/response-kind.js';
import type { AnyClass } from '../metadata/store.js';
import type { RouteFeature } from '../route-feature.js';
import type { TSchema } from '../schema/typebox.js';
import type { SecurityScheme } from '../security/scheme.js';

/** A route as declared, with everything inherited from controller, group and application already merged in. */
export interface RouteDefinition {
  /** The kind of route: its compiler and its describer are registered under this name. `http` for plain routes. */
  readonly kind: string;
  /** Class and method: `ItemsController.read`. Error messages begin with it. */
  readonly place: string;
  /** Upper case: `GET`. */
  readonly method: string;
  readonly path: PathDefinition;
  readonly controller: AnyClass;
  readonly handler: string;
  /** Unique in the application: `items.read`. */
  readonly operationId: string;
  /** Everything the route reads from the request, its dependencies' inputs included, each once. */
  readonly inputs: readonly InputDefinition[];
  /** The dependency graph of the route in an order in which each stands after what it needs. */
  readonly dependencies: readonly DependencyDefinition[];
  /** What the handler's arguments are, by position. */
  readonly arguments: readonly ValueReference[];
  /** All of these are asked for, unless optional. Each once, with the scopes gathered on every way to it. */
  readonly security: readonly SecurityRequirement[];
  /** Success and declared alternatives, by ascending status; the first is what a plain return value is sent as. */
  readonly responses: readonly ResponseDefinition[];
  /** What is said over a connection that stays open; undefined for routes that answer. */
  readonly channel: ChannelDefinition | undefined;
  /** What only the kind of the route reads: options of its decorator that no other kind has. */
  readonly kindOptions: Readonly<Record<string, unknown>>;
  /** Errors declared with `throws`. */
  readonly throws: readonly ErrorClass[];
  readonly documentation: OperationDocumentation;
  readonly policy: RoutePolicy;
}

/**
 * A path in its three spellings.
 *
 * `/users/:id` → `{ fastify: '/users/:id', openapi: '/users/{id}', names: ['id'] }`; a wildcard's name is `*`.
 */
export interface PathDefinition {
  readonly fastify: string;
  readonly openapi: string;
  readonly names: readonly string[];
  /** The name given to the wildcard at the end, which Fastify itself knows as '*' only. */
  readonly wildcard: string | undefined;
}

/** One value read from the request. */
export interface InputDefinition {
  readonly in: PartName;
  /** The name on the wire; undefined where the schema describes the whole part. Header names are lower case. */
  readonly name: string | undefined;
  readonly schema: TSchema;
  /** False where the schema is optional or has a default. */
  readonly required: boolean;
  readonly options: ParameterOptions;
  /** Who asks for it first. Issues of dependencies come before the route's own, as the dependencies run before it. */
  readonly by: 'route' | 'dependency';
  /** Where it was declared: `ItemsController.read, parameter 0` or `ItemsController.read, parameter 1 → currentUser, input 'token'`. */
  readonly place: string;
}

/** Where a prepared value is found when a handler or a dependency is called. */
export type ValueReference = { readonly from: 'input'; readonly index: number } | { readonly from: 'dependency'; readonly index: number };

/** One node of a route's dependency graph. */
export interface DependencyDefinition {
  readonly name: string;
  /** The dependency itself, or the class to construct. */
  readonly target: AnyDependency | AnyClass;
  readonly lifetime: Lifetime;
  /** By input name for functions, by position for constructors. */
  readonly inputs: readonly (readonly [key: string, value: ValueReference])[];
  /** The OAuth2 scopes gathered on the way to it. */
  readonly scopes: readonly string[];
  /** Runs before the body is read: a security scheme, a dependency that uses one, or what those need. */
  readonly early: boolean;
  readonly scheme: SecurityScheme | undefined;
}

/** A scheme that a route asks for, with the scopes it needs. */
export interface SecurityRequirement {
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
}

/** One answer a route can give. */
export interface ResponseDefinition {
  readonly status: number;
  readonly description: string;
  /** How the body is written; its `mediaType` is undefined where there is none. */
  readonly kind: ResponseKind<unknown>;
  /** Headers that are documented, by name. Cookies stand under `set-cookie`. */
  readonly headers: Readonly<Record<string, HeaderDocumentation>>;
  readonly examples: Readonly<Record<string, { readonly summary?: string; readonly description?: string; readonly value: unknown }>>;
}

/** The messages of a connection that stays open, in both directions. */
export interface ChannelDefinition {
  /** What the client may send; undefined where it may say nothing. */
  readonly receive: MessageDefinition | undefined;
  /** What the client is sent; undefined where it is told nothing. */
  readonly send: MessageDefinition | undefined;
  /** The subprotocols that are spoken, the preferred first. */
  readonly subprotocols: readonly string[];
  /** How often it may be opened, and spoken on. Absent where nothing says so. */
  readonly limits?: readonly ChannelLimit[];
}

/** A limit of a channel, as the documents show it. */
export interface ChannelLimit {
  readonly counts: 'openings' | 'messages';
  /** So many, by their cost. */
  readonly limit: number;
  /** In any span of so many milliseconds. */
  readonly window: number;
  /** Who is counted apart, and what becomes of one more: a sentence. */
  readonly description: string;
}

/** The messages of one direction. */
export interface MessageDefinition {
  readonly schema: TSchema;
  /** How a message is written: JSON, a plain text, bytes as they are, or anything at all, unchecked. */
  readonly encoding: 'json' | 'text' | 'binary' | 'raw';
}

/** A header of an answer, as the documents show it. @see OpenAPI 3.1 §4.8.21 (Header Object) */
export interface HeaderDocumentation {
  readonly schema: TSchema;
  readonly description?: string;
  readonly required?: boolean;
  readonly deprecated?: boolean;
}

/** Where operations are reached: `{ url: '/api' }`. @see OpenAPI 3.1 §4.8.5 (Server Object) */
export interface ServerDocumentation {
  readonly url: string;
  readonly description?: string;
  readonly variables?: Readonly<Record<string, { readonly default: string; readonly enum?: readonly string[]; readonly description?: string }>>;
}

/** A page elsewhere that says more. @see OpenAPI 3.1 §4.8.11 (External Documentation Object) */
export interface ExternalDocumentation {
  readonly url: string;
  readonly description?: string;
}

/** What only the documents show. */
export interface OperationDocumentation {
  readonly tags: readonly string[];
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  /** Absent from all documents. */
  readonly hidden: boolean;
  readonly servers: readonly ServerDocumentation[];
  readonly externalDocs: ExternalDocumentation | undefined;
  /** `x-` members of the Operation Object. */
  readonly extensions: Readonly<Record<`x-${string}`, unknown>>;
  /** Callback Objects by name, as OpenAPI spells them. */
  readonly callbacks: Readonly<Record<string, unknown>>;
}

/** What only the running route needs. */
export interface RoutePolicy {
  /** Largest accepted body in bytes. Undefined: Fastify's `bodyLimit`, 1_048_576. */
  readonly bodyLimit: number | undefined;
  /** Milliseconds until a request is answered with 504; undefined for as long as it takes. */
  readonly timeout: number | undefined;
  /** How many requests are under way at once; undefined for any number. */
  readonly concurrency: ConcurrencyDefinition | undefined;
  /** What happens to keys nobody declared. Default: 'ignore'. */
  readonly unknown: Readonly<Record<'query' | 'header' | 'cookie' | 'form', 'ignore' | 'reject'>>;
  /** Fastify's own route options: hooks by name, `constraints`, `config`, `logLevel`, … */
  readonly fastify: Readonly<Record<string, unknown>>;
  /** Handlers of thrown errors, innermost first. */
  readonly errorHandlers: readonly ErrorHandlerDefinition[];
  /** The shape of error answers. */
  readonly errors: ErrorEnvelope;
  /** Sends an `ETag` and answers `If-None-Match` with 304. */
  readonly etag: 'strong' | 'weak' | undefined;
  /** What decorators such as `@Cache` add, the outermost first; one of each name. */
  readonly features: readonly RouteFeature[];
}

/** How many requests are under way at once, and how many wait for how many milliseconds. */
export interface ConcurrencyDefinition {
  readonly max: number;
  readonly queue: number;
  readonly queueTimeout: number;
  /** Routes that have the same one are counted together. */
  readonly counted: object;
}

/** A handler of thrown errors, and the level it was declared on. */
export interface ErrorHandlerDefinition {
  /** 0 for the route itself, more for each level outwards. */
  readonly level: number;
  readonly error: AnyClass;
  /** Returns what is thrown or answered instead: an HttpError, a Reply, or undefined to pass on. */
  readonly handle: (error: never, request: never) => unknown;
}
