import type { Dependency, RouteCell } from '@typhoon/core';
import { createDependency } from '@typhoon/core/internal';
import type { AnyConstructor } from '@typhoon/core/internal';
import { createChannel } from './channel.js';
import type { Channel } from './channel.js';
import type { CompiledChannel } from './compile-channel.js';
import type { Rooms } from './rooms.js';
import type { Socket } from './socket.js';

/** What instances of Fastify carry for those who publish to rooms. */
export interface PublishedCells {
  readonly cells: readonly RouteCell<CompiledChannel>[];
  readonly rooms: Rooms;
}

export const kCells = Symbol.for('typhoon.channels');

/** The names of the methods of a controller that are given a socket. */
export type SocketMethod<TController> = {
  [TKey in keyof TController]: TController[TKey] extends (socket: infer TSocket, ...rest: never[]) => unknown
    ? TSocket extends Socket<unknown, never>
      ? TKey
      : never
    : never;
}[keyof TController] &
  string;

/** What a method sends: the second type of its socket. */
export type SentBy<TMethod> = TMethod extends (socket: Socket<infer _TReceive, infer TSend, infer _TData>, ...rest: never[]) => unknown ? TSend : never;

/** The channel of a controller's method; of its only one, where it has no other. */
export type ChannelFor<TController, TKey extends keyof TController> = Channel<SentBy<TController[TKey]>>;

/**
 * A dependency that publishes to the rooms of a controller's sockets, for HTTP handlers.
 *
 * @param handler The method, where the controller has several that are given a socket.
 * @example @Post('/') add(@Body(News) news: News, @Depends(channelOf(ChatController)) chat: Channel<Told>) {
 *   return chat.to('lobby').send({ kind: 'said', by: 'the editors', text: news.text });
 * }
 */
export function channelOf<TController extends AnyConstructor, TKey extends SocketMethod<InstanceType<TController>> = SocketMethod<InstanceType<TController>>>(
  controller: TController,
  handler?: TKey,
): Dependency<ChannelFor<InstanceType<TController>, TKey>> {
  return createDependency<ChannelFor<InstanceType<TController>, TKey>>({
    make: 'request',
    name: `channelOf(${controller.name})`,
    read: (request) => {
      const published = (request.server as unknown as { [kCells]?: PublishedCells })[kCells];
      return findChannel(published, controller, handler);
    },
  });
}

/** @throws TypeError where the controller has no socket of that name, or several and none is named. */
export function findChannel(published: PublishedCells | undefined, controller: AnyConstructor, handler: string | undefined): Channel<unknown> {
  const mine =
    published?.cells.filter(({ definition }) => definition.controller === controller && (handler === undefined || definition.handler === handler)) ?? [];
  const [cell, other] = mine;
  if (published === undefined || cell === undefined) {
    throw new TypeError(
      `'${controller.name}${handler === undefined ? '' : `.${handler}`}' has no @WebSocket in this application, or the application is not ready.`,
    );
  }
  if (other !== undefined && handler === undefined) {
    throw new TypeError(
      `'${controller.name}' has several @WebSocket: ${mine.map(({ definition }) => definition.handler).join(', ')}. Name one: channel(${controller.name}, '${cell.definition.handler}').`,
    );
  }
  return createChannel(cell.compiled, published.rooms);
}
