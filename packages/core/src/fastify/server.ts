import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions, RouteOptions } from 'fastify';
import { LazyLogger } from './lazy-logger.js';

/**
 * Makes the Fastify instance of an application.
 *
 * Fastify makes a logger for every request, listens for the end of every answer and writes two lines a request, which costs
 * nearly as much as the rest of a simple request. Here requests get their logger when they write their first line, and the two
 * lines are off: a `logController` or `childLoggerFactory` among the options leaves all of it to Fastify.
 */
export function createServer(options: FastifyServerOptions): FastifyInstance {
  const all: FastifyServerOptions = { ...options, routerOptions: routerOptionsOf(options) };
  if (all.logger === false) return Fastify(all);
  const logging: FastifyServerOptions = all.loggerInstance === undefined ? { logger: all.logger ?? { level: 'info' } } : { loggerInstance: all.loggerInstance };
  if (LEFT_TO_FASTIFY.some((option) => all[option] !== undefined)) return Fastify({ ...all, ...logging });

  // The only public way to a logger with Fastify's serializers.
  const { log } = Fastify(logging);
  delete all.loggerInstance;
  const server = Fastify({ ...all, logger: false, logController: new LogController({ disableRequestLogging: true }) });
  addRequestLoggers(server, log);
  return server;
}

/** The options of the router: one that is given leaves the others as they are. */
export function routerOptionsOf(options: FastifyServerOptions = {}): NonNullable<FastifyServerOptions['routerOptions']> {
  return { ignoreTrailingSlash: true, ...options.routerOptions };
}

const LEFT_TO_FASTIFY = ['logController', 'childLoggerFactory', 'disableRequestLogging', 'requestIdLogLabel'] as const;

const kSerializers = Symbol('typhoon.logSerializers');

type ChildLoggerFactory = Parameters<FastifyInstance['setChildLoggerFactory']>[0];

function addRequestLoggers(server: FastifyInstance, log: FastifyBaseLogger): void {
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

  const makeLogger = ({ id, routeOptions: { logLevel, config } }: FastifyRequest): FastifyBaseLogger => {
    const serializers = (config as { [kSerializers]?: object } | undefined)?.[kSerializers];
    return log.child({ reqId: id }, { ...(logLevel ? { level: logLevel } : {}), ...(serializers === undefined ? {} : { serializers }) } as Parameters<
      FastifyBaseLogger['child']
    >[1]);
  };
  // The first of all hooks, so that no other sees a request without its logger.
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    if (request.log === none) request.log = reply.log = new LazyLogger(makeLogger, request);
    done();
  });
}

/** A logger that does not say which levels it has may have any. */
function isLevel(log: FastifyBaseLogger, level: string): boolean {
  const known = (log as { levels?: { values?: Record<string, number> } }).levels?.values;
  return known === undefined || level === 'silent' || Object.hasOwn(known, level);
}
