import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { MessageGate, RouteCell, RouteDefinition, SocketFeatureHooks } from '@typhoon/core';
import {
  beginState,
  createEarlyHook,
  createErrorHandler,
  createSocketFeatureHooks,
  createValidationHook,
  openConnectionsOf,
  RequestAbandonedError,
  runsEarly,
  runDependencies,
  runStep,
  stateOf,
  validates,
} from '@typhoon/core/internal';
import type { CompiledChannel } from './compile-channel.js';
import { assertHandshake, isPlain, selectSubprotocol, upgradeRequired } from './handshake.js';
import type { Hub } from './hub.js';
import { kCells } from './channel-of.js';
import type { PublishedCells } from './channel-of.js';
import { mergeLimits } from './limits.js';
import type { SocketLimits } from './limits.js';
import { emitDirectly } from './raw-listeners.js';
import { ServerSocket } from './server-socket.js';
import { serveSocket } from './serve-socket.js';
import { BEARER_PROTOCOL, offeredSubprotocols, takesSubprotocol } from './socket-bearer.js';
import type { RawWebSocket } from './transport.js';
import { constrainUpgrades } from './upgrade-constraint.js';
import { toHeaderLines } from './upgrade-headers.js';

/** What all routes of sockets of an application share. */
export interface SocketServices {
  readonly hub: Hub;
  readonly limits: SocketLimits;
  /** Compresses messages (permessage-deflate). */
  readonly compression: boolean;
  /** Milliseconds. */
  readonly closeTimeout: number;
}

type Cell = RouteCell<CompiledChannel>;

type Features = { readonly [TName in keyof SocketFeatureHooks]-?: readonly NonNullable<SocketFeatureHooks[TName]>[] };

/** What a handshake has found out, for the upgrade. */
interface Handshake {
  readonly subprotocol: string | undefined;
  readonly leave: () => void;
  reply: FastifyReply | undefined;
  /** Lines of the answer that upgrades. */
  headers: readonly string[];
  /** What is asked about each message. */
  gate: MessageGate | undefined;
}

const kHandshake = Symbol('typhoon.handshake');

type ShakenRequest = IncomingMessage & { [kHandshake]?: Handshake };

/**
 * Registers `@fastify/websocket` around our routes alone: other routes keep their hooks as they are. An application
 * that has registered it itself is served by that one, with the options it was given.
 */
export function registerSockets(instance: FastifyInstance, cells: readonly Cell[], services: SocketServices): void {
  instance.decorate(kCells as unknown as string, { cells, rooms: services.hub.rooms } satisfies PublishedCells);
  instance.register(async (nested) => {
    if (!nested.hasDecorator('websocketServer')) {
      await nested.register(fastifyWebsocket, {
        options: {
          maxPayload: Math.max(...cells.map(({ definition }) => limitsOf(definition, services).maxMessageSize)),
          perMessageDeflate: services.compression,
          // The hub does that.
          clientTracking: false,
          handleProtocols: selectOurs,
        },
        // What the plugin itself does closes sockets without a code.
        preClose: (done: () => void) => done(),
      });
      emitDirectly(nested.websocketServer as never);
      guardUpgrades(nested, services.hub);
    } else speakSubprotocols(nested.websocketServer);
    nested.websocketServer.on('headers', writeHeaders);
    nested.addHook('preClose', () => services.hub.close(toDeadline(services.closeTimeout, nested)));
    for (const cell of cells) nested.route(toRoute(cell, nested, services));
    warnOfHttp2Alone(nested);
  });
}

/** Node knows no sockets over HTTP/2 (RFC 8441): clients open them over HTTP/1.1, where that is spoken on the same port. */
function warnOfHttp2Alone({ initialConfig: { http2, https }, log }: FastifyInstance): void {
  const speaksHttp1 = http2 !== true || (typeof https === 'object' && https.allowHTTP1);
  if (!speaksHttp1) log.warn('No WebSocket can be opened: this server speaks HTTP/2 alone. Set server.https with allowHTTP1: true.');
}

type SelectSubprotocol = (offered: Set<string>, request: ShakenRequest) => string | false;

const selectOurs: SelectSubprotocol = (_offered, request) => request[kHandshake]?.subprotocol ?? false;

/** The host's server chooses for its own routes as before: by its option, or the first that is offered. */
function speakSubprotocols({ options }: { readonly options: { handleProtocols?: SelectSubprotocol | null } }): void {
  const { handleProtocols } = options;
  const selectTheirs: SelectSubprotocol = handleProtocols ?? ((offered) => offered.values().next().value ?? false);
  options.handleProtocols = (offered, request) => (request[kHandshake] === undefined ? selectTheirs : selectOurs)(offered, request);
}

/** Once: of a host's server several of our plugins may be told. */
function writeHeaders(headers: string[], request: ShakenRequest): void {
  const handshake = request[kHandshake];
  if (handshake === undefined) return;
  headers.push(...handshake.headers);
  handshake.headers = [];
}

/** A hook that takes longer than Fastify lets it is left behind, and those after it never run. */
function toDeadline(closeTimeout: number, { initialConfig: { pluginTimeout = 0 } }: FastifyInstance): number {
  return pluginTimeout === 0 ? closeTimeout : Math.min(closeTimeout, Math.max(0, pluginTimeout - MARGIN));
}

/** For the last words of those that are cut, too. */
const MARGIN = 500;

function limitsOf(definition: RouteDefinition, { limits }: SocketServices) {
  return mergeLimits(limits, definition.kindOptions);
}

/**
 * A connection that asks for an upgrade has none of the HTTP server's timeouts any more: one that is refused would stay
 * open for as long as the client likes.
 */
function guardUpgrades({ server }: FastifyInstance, hub: Hub): void {
  server.prependListener('upgrade', (_request, connection: Duplex) => hub.addConnection(connection));
}

function toRoute(cell: Cell, instance: FastifyInstance, services: SocketServices): RouteOptions {
  const { definition } = cell;
  const { policy, path } = definition;
  const features = createSocketFeatureHooks(cell);
  const constraints = constrainUpgrades(instance, path.fastify, policy.fastify['constraints'] as Record<string, unknown> | undefined);
  return {
    ...policy.fastify,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    method: 'GET',
    exposeHeadRoute: false,
    url: path.fastify.slice(instance.prefix.length) || '/',
    prefixTrailingSlash: 'no-slash',
    config: { ...(policy.fastify['config'] as object | undefined), typhoon: definition },
    schema: { hide: true },
    ...hooksOf(cell, features, services),

    errorHandler: createErrorHandler(policy.errorHandlers, policy.errors, cell.compiled),
    // Never called: what is no upgrade is refused by the last hook.
    handler: (_request, reply) => void reply.code(426).send(),
    wsHandler: (ws: unknown, request: FastifyRequest) => accept(ws as RawWebSocket, request, cell.compiled(), services.hub),
  } as RouteOptions;
}

/** Ours stand last among the route's own, and those after the host's. */
function hooksOf(cell: Cell, features: Features, services: SocketServices): Record<string, unknown> {
  const { definition } = cell;
  const own = definition.policy.fastify;
  const hooks: Record<string, unknown[]> = {};
  const add = (name: string, hook: unknown): void => {
    hooks[name] = [...(hooks[name] ?? [own[name] ?? []].flat()), hook];
  };
  // A page of another origin uses up nobody's limits: the handshake is looked at first.
  add('onRequest', createHandshakeHook(definition, services));
  for (const hook of features.onRequest) add('onRequest', hook);
  if (runsEarly(definition)) add('onRequest', createEarlyHook(cell));
  for (const hook of features.afterSecurity) add('onRequest', hook);
  if (validates(definition)) add('preValidation', createValidationHook(cell));
  add('preHandler', createLateHook(cell, features));
  return hooks;
}

/** What is asked about each message: all, until one has something against it. */
function joinGates([first, ...others]: readonly MessageGate[]): MessageGate | undefined {
  const next = others.length === 0 ? undefined : joinGates(others);
  if (first === undefined || next === undefined) return first;
  return (log) => {
    const verdict = first(log);
    if (verdict instanceof Promise) return verdict.then((settled) => settled ?? next(log));
    return verdict ?? next(log);
  };
}

type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

function createHandshakeHook(definition: RouteDefinition, services: SocketServices): Hook {
  const { origins } = limitsOf(definition, services);
  const isSignedIn = definition.security.some(({ scheme }) => takesSubprotocol(scheme));
  // Browsers give up a socket where none of what they offer is agreed on: the word before a token is, at last.
  const spoken = [...(definition.channel?.subprotocols ?? []), ...(isSignedIn ? [BEARER_PROTOCOL] : [])];
  return (request, reply, done) => {
    runStep(() => {
      if (isPlain(request)) return undefined;
      const raw: ShakenRequest = request.raw;
      assertHandshake(request, (request as { ws?: unknown }).ws === true, origins);
      const { ip } = request;
      services.hub.enter(ip);
      const leave = (): void => services.hub.leave(ip);
      // Counted until the connection is gone, upgraded or not.
      reply.raw.once('close', leave);
      const subprotocol = selectSubprotocol(offeredSubprotocols(request), spoken);
      raw[kHandshake] = { subprotocol, leave, reply: undefined, headers: [], gate: undefined };
      return undefined;
    }, done);
  };
}

/** The dependencies that wait for validation; the last before the upgrade. */
function createLateHook(cell: Cell, { onOpen }: Features): Hook {
  const upgrade = (request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
    const handshake = (request.raw as ShakenRequest)[kHandshake];
    if (handshake !== undefined) handshake.gate = joinGates(onOpen.flatMap((open) => open(request) ?? []));
    return assertUpgrade(request, reply);
  };
  return (request, reply, done) => {
    runStep(() => {
      const handshake = (request.raw as ShakenRequest)[kHandshake];
      if (handshake !== undefined) handshake.reply = reply;
      const { late, size } = cell.compiled();
      const started = runDependencies(late, beginState(request, size), request, reply);
      return started === undefined ? upgrade(request, reply) : started.then(() => upgrade(request, reply));
    }, done);
  };
}

/** All that could refuse has passed: what cannot be upgraded ends here. */
function assertUpgrade(request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
  if (isPlain(request)) throw upgradeRequired();
  const handshake = (request.raw as ShakenRequest)[kHandshake];
  if (handshake !== undefined) handshake.headers = toHeaderLines(reply);
  return assertThere(request);
}

/** A client that has gone before the upgrade triggers no hook any more: what was opened for it is closed here. */
function assertThere(request: FastifyRequest): Promise<void> | undefined {
  if (!request.raw.socket.destroyed) return undefined;
  const error = new RequestAbandonedError();
  const teardowns = stateOf(request)?.teardowns;
  return teardowns === undefined ? Promise.reject(error) : teardowns.close(error).then(() => Promise.reject(error));
}

/** Takes over an upgraded connection, in the same turn, so that nothing the peer sends can be missed. */
function accept(ws: RawWebSocket, request: FastifyRequest, channel: CompiledChannel, hub: Hub): void {
  const state = stateOf(request);
  if (state !== undefined) state.isHandedOver = true;
  // The plugin's own listener cuts the connection, and holds on to the request.
  ws.removeAllListeners('error');
  hub.removeConnection(request.raw.socket);
  openConnectionsOf(request.server.server).handOver(request.raw.socket);
  const { reply, leave, gate } = (request.raw as ShakenRequest)[kHandshake] as Handshake;
  const socket = new ServerSocket({
    ws,
    connection: request.raw.socket,
    channel,
    remoteAddress: request.ip,
    log: request.log,
    rooms: hub.rooms,
    gate,
  });
  if (reply !== undefined) release(reply.raw, request, leave);
  hub.add(socket);
  serveSocket(socket, hub, state);
}

/**
 * Lets request and answer go, which together are larger than all else of an idle socket: unless somebody waits for the
 * answer to close, as the dependencies `signal` and `background` do.
 */
function release(response: ServerResponse, request: FastifyRequest, leave: () => void): void {
  response.removeListener('close', leave);
  if (response.listenerCount('close') === 0) response.detachSocket(request.raw.socket);
}
