import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { AnyDependency, DependencyInput } from './dependency/dependency.js';
import type { RouteDefinition } from './describe/route-definition.js';
import type { ProblemList } from './errors.js';
import type { AnyClass } from './metadata/store.js';

/**
 * What a decorator such as `@Cache` adds to routes: documentation, conditions, and work around the handler. It stands in
 * `features` of any level, or is written by a decorator of a class or a method; a route without features pays nothing.
 */
export interface RouteFeature {
  /** As it is written: '@Cache'. Of several of one name on the way to a route the nearest counts. */
  readonly name: string;
  /** Singletons that its hooks read; made before the application listens. */
  readonly needs?: readonly (AnyDependency | AnyClass)[];
  /** Dependencies whose values its hooks read. They run before the body is read, as security does. */
  readonly guards?: readonly DependencyInput[];
  /**
   * Looks at a route when the application is made: notes what contradicts itself, and returns the route with what it
   * documents, or otherwise changes.
   *
   * @param isOwn True where it was declared for this very route, and not for a level around it.
   */
  readonly describe?: (route: RouteDefinition, problems: ProblemList, isOwn: boolean) => RouteDefinition;
  /**
   * Makes it one that knows where it stands: '/ createApp', '/shop mount', '/shop/items ItemsController.read'. For what
   * levels have of their own, as a limit has its count.
   */
  readonly at?: (place: string) => RouteFeature;
  /** Makes one of it and of one of its name that stands further out, or before it. Default: it counts alone. */
  readonly join?: (outer: RouteFeature) => RouteFeature;
  /** Prepares its hooks; called once for each route, when that is registered. */
  readonly hooks?: (route: FeatureRoute) => FeatureHooks;
  /** The same for a route of sockets, which has no hooks without it: what is right for answers need not be for connections. */
  readonly socketHooks?: (route: FeatureRoute) => SocketFeatureHooks;
}

/** A route as a feature sees it when requests come. */
export interface FeatureRoute {
  /** The description: another one after an override. */
  readonly definition: RouteDefinition;
  /** A value of `needs`; once the application has started. */
  readonly readSingleton: (target: AnyDependency | AnyClass) => unknown;
  /** What validation has made of the inputs, in their order; dependencies follow, those that have run. */
  readonly readValues: (request: FastifyRequest) => readonly unknown[];
  /** The value of one of `guards`; undefined where it has not run, since what it reads was refused. */
  readonly readGuard: (request: FastifyRequest, target: AnyDependency | AnyClass) => unknown;
  /** True where the time of the request is over: it has its answer. */
  readonly isExpired: (request: FastifyRequest) => boolean;
  /** Says that an answer sent by a hook stands for the handler's: what is open is closed as after a success. */
  readonly complete: (request: FastifyRequest) => void;
}

/** Where a feature works. A hook that sends an answer does not call `done`, as with Fastify. */
export interface FeatureHooks {
  /** Before security: nothing of the request has been read. */
  readonly onRequest?: FeatureHook;
  /** After security and `guards`, before the body is read. */
  readonly afterSecurity?: FeatureHook;
  /** After validation and security, before all other dependencies and the handler. */
  readonly preHandler?: FeatureHook;
  /** With the serialized answer, after dependencies have committed and before an `ETag` is compared. */
  readonly onSend?: (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: Error | null, payload?: unknown) => void) => void;
}

/** Where a feature works on a socket. */
export interface SocketFeatureHooks extends Pick<FeatureHooks, 'onRequest' | 'afterSecurity'> {
  /** Called before a connection is upgraded, for what is asked about each of its messages; undefined for nothing. */
  readonly onOpen?: (request: FastifyRequest) => MessageGate | undefined;
}

/** Asked about each message of one socket, in their order and before the message is read. */
export type MessageGate = (log: FastifyBaseLogger) => MessageVerdict | Promise<MessageVerdict>;

/**
 * What becomes of a message. Undefined: it is read. An error: the socket is closed as if its handler had thrown that.
 * Otherwise it is dropped, and `answer`, where there is one, is sent.
 */
export type MessageVerdict = undefined | Error | { readonly answer?: unknown };

/** A hook of Fastify that is no promise. */
export type FeatureHook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;
