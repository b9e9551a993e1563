import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions, RouteOptions } from 'fastify';
import { LazyLogger } from './lazy-logger.js';
import { OneWriteResponse, sendsInTwo } from './one-write-response.js';
import type { ServerOptions } from './server-options.js';

/**
 * Makes the Fastify instance of an application.
 *
 * Fastify makes a logger for every request, listens for the end of every answer and writes two lines a request, which costs
 * nearly as much as the rest of a simple request. Here requests get their logger when they write their first line, and the two
 * lines are off: a `logController` or `childLoggerFactory` among the options leaves all of it to Fastify.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  // Which of Node's servers it is, is none of the types' business here: applications are used alike.
  const all: FastifyServerOptions = { ...options, ...withOneWrite(options), routerOptions: routerOptionsOf(options) };
  if (all.logger === false) return Fastify(all);
  const logging: FastifyServerOptions = all.loggerInstance === undefined ? { logger: all.logger ?? { level: 'info' } } : { loggerInstance: all.loggerInstance };
  if (LEFT_TO_FASTIFY.some((option) => all[option] !== undefined)) return Fastify({ ...all, ...logging });

  // The only public way to a logger with Fastify's serializers.
  const { log } = Fastify(logging);
  delete all.loggerInstance;
  const controller = new LazyLogController();
  const server = Fastify({ ...all, logger: false, logController: controller });
  addRequestLoggers(server, log, controller);
  return server;
}

/** The options of the router: one that is given leaves the others as they are. */
export function routerOptionsOf(options: FastifyServerOptions = {}): NonNullable<FastifyServerOptions['routerOptions']> {
  return { ignoreTrailingSlash: true, ...options.routerOptions };
}

/** Answers that leave in one write, where HTTP/2 has none of its own. A `ServerResponse` among the options of Node's server stays. */
function withOneWrite(options: ServerOptions): Partial<Record<'http' | 'https', object>> {
  if (options.http2 === true || options.serverFactory !== undefined || !sendsInTwo()) return {};
  const { http, https } = options;
  if (!https) return { http: { ServerResponse: OneWriteResponse, ...http } };
  return { https: { ServerResponse: OneWriteResponse, ...(https as object) } };
}

const LEFT_TO_FASTIFY = ['logController', 'childLoggerFactory', 'disableRequestLogging', 'requestIdLogLabel'] as const;

/** What a request's lines in the log say beside its id; tracing sets it. */
export const kLogBindings: unique symbol = Symbol.for('typhoon.log-bindings');

const kSerializers = Symbol('typhoon.logSerializers');

type ChildLoggerFactory = Parameters<FastifyInstance['setChildLoggerFactory']>[0];

/** Gives requests their logger at the moment at which Fastify would note that they have come in: before every hook, and without one. */
class LazyLogController extends LogController {
  give: ((request: FastifyRequest, reply: FastifyReply) => void) | undefined = undefined;

  constructor() {
    super({ disableRequestLogging: true });
  }

  override incomingRequest(request: FastifyRequest, reply: FastifyReply): void {
    this.give?.(request, reply);
  }
}

function addRequestLoggers(server: FastifyInstance, log: FastifyBaseLogger, controller: LazyLogController): void {
  const none = server.log;
  server.log = log;

  const ofParent = (make: ChildLoggerFactory): ChildLoggerFactory =>
    function (this: FastifyInstance, _parent, ...rest) {
      return make.call(this, log, ...rest);
    };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its instance
  const set: (this: FastifyInstance, make: ChildLoggerFactory) => FastifyInstance = server.setChildLoggerFactory;
  server.setChildLoggerFactory = function (this: FastifyInstance, make) {
    return set.call(this, ofParent(make));
  };
  server.addHook('onRoute', (route) => {
    const { logLevel, logSerializers, childLoggerFactory } = route as RouteOptions & { childLoggerFactory?: ChildLoggerFactory };
    if (logLevel && !isLevel(log, logLevel))
      throw new Error(`The route ${String(route.method)} ${route.url} has the 'logLevel' '${logLevel}', which its logger does not know.`);
    if (logSerializers) route.config = { ...route.config, [kSerializers]: logSerializers };
    if (childLoggerFactory) Object.assign(route, { childLoggerFactory: ofParent(childLoggerFactory) });
  });

  const makeLogger = (request: FastifyRequest & { readonly [kLogBindings]?: object }): FastifyBaseLogger => {
    const { id, routeOptions } = request;
    const { logLevel, config } = routeOptions;
    const serializers = (config as { [kSerializers]?: object } | undefined)?.[kSerializers];
    return log.child({ reqId: id, ...request[kLogBindings] }, {
      ...(logLevel ? { level: logLevel } : {}),
      ...(serializers === undefined ? {} : { serializers }),
    } as Parameters<FastifyBaseLogger['child']>[1]);
  };
  controller.give = (request, reply) => {
    if (request.log === none) request.log = reply.log = new LazyLogger(makeLogger, request);
  };
}

/** A logger that does not say which levels it has may have any. */
function isLevel(log: FastifyBaseLogger, level: string): boolean {
  const known = (log as { levels?: { values?: Record<string, number> } }).levels?.values;
  return known === undefined || level === 'silent' || Object.hasOwn(known, level);
}
