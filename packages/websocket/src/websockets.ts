import type { RouteKind } from '@typhoon/core';
import { anything, assertAppOption, flag } from '@typhoon/core/internal';
import type { AnyConstructor, OptionRules } from '@typhoon/core/internal';
import { findChannel } from './channel-of.js';
import type { ChannelFor, PublishedCells, SocketMethod } from './channel-of.js';
import { compileChannel } from './compile-channel.js';
import type { CompiledChannel } from './compile-channel.js';
import { channelDescriber } from './describe-channel.js';
import { Hub } from './hub.js';
import type { HubOptions } from './hub.js';
import { CONNECTION_RULES, LIMIT_RULES } from './limits.js';
import type { SocketLimits } from './limits.js';
import { registerSockets } from './register-sockets.js';

/** What holds for all sockets of an application; a route may say otherwise of its own limits. */
export interface WebSocketsOptions extends SocketLimits, HubOptions {
  /** Compresses messages (permessage-deflate). Costs memory and time for every socket. Default: false. */
  readonly compression?: boolean;
}

/** The kind of route that `@WebSocket` declares, of one application. */
export interface WebSocketsKind extends RouteKind<CompiledChannel> {
  /**
   * What publishes to the rooms of a controller's sockets, once the application is ready.
   *
   * @throws TypeError before that, and for a controller without sockets.
   */
  readonly channel: <TController extends AnyConstructor, TKey extends SocketMethod<InstanceType<TController>> = SocketMethod<InstanceType<TController>>>(
    controller: TController,
    handler?: TKey,
  ) => ChannelFor<InstanceType<TController>, TKey>;
}

/**
 * The kind of route that `@WebSocket` declares, for one application. `createApp` of `typhoon` brings it by itself.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for an option that is wrong.
 * @example
 * import { createApp } from '@typhoon/core';
 * createApp({ kinds: [websockets({ maxMessageSize: 65_536 })], controllers: [ChatController] });
 */
export function websockets(options: WebSocketsOptions = {}): WebSocketsKind {
  assertAppOption('websocket', options, RULES);
  const hub = new Hub(options);
  let published: PublishedCells | undefined;
  return {
    name: 'websocket',
    describer: channelDescriber,
    compile: (route, services) => compileChannel(route, services, options),
    register: (instance, cells, { closeTimeout, metrics }) => {
      hub.describe(metrics);
      published = { cells, rooms: hub.rooms };
      registerSockets(instance, cells, { hub, limits: options, compression: options.compression ?? false, closeTimeout });
    },
    channel: (controller, handler) => findChannel(published, controller, handler) as never,
  };
}

const RULES: OptionRules<WebSocketsOptions> = { ...LIMIT_RULES, ...CONNECTION_RULES, broker: anything, compression: flag };
