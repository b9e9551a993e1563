import type { Broker, BrokerDelivery, BrokerSubscription } from './broker.js';
import type { CompiledChannel } from './compile-channel.js';
import { writtenAtOnce } from './fair-turn.js';
import { OutgoingMessage } from './frame.js';
import type { ServerSocket } from './server-socket.js';
import type { RoomSendOptions } from './socket.js';
import { SocketIds } from './socket-ids.js';

/** A room, as far as it is in this process. */
export interface Room {
  readonly name: string;
  readonly topic: string;
  readonly members: Set<ServerSocket>;
  /** Those who are told what came before: what comes meanwhile waits for them. */
  readonly replaying: Map<ServerSocket, BrokerDelivery[]>;
  readonly subscription: Promise<BrokerSubscription>;
}

interface Sending extends RoomSendOptions {
  /** The sender. */
  readonly except?: ServerSocket;
}

/** The rooms of one process: which of its sockets are in which, and one subscription for each room that has any. */
export class Rooms {
  readonly ids = new SocketIds();
  /** Messages of the sockets of this process. */
  readonly messages = { sent: 0, received: 0 };
  readonly #broker: Broker;
  readonly #rooms = new Map<string, Room>();

  constructor(broker: Broker) {
    this.#broker = broker;
  }

  /**
   * Resolves when all that is sent to the room from then on will come, and what is replayed has been sent. Never rejects,
   * since few will wait for it: without its broker a socket is closed, to be opened again later.
   */
  async join(socket: ServerSocket, name: string): Promise<void> {
    try {
      await this.#join(socket, name);
    } catch (error) {
      socket.log.error({ err: error }, 'A socket could not join its room');
      socket.fail(1013, 'The room cannot be joined');
    }
  }

  async #join(socket: ServerSocket, name: string): Promise<void> {
    if (!socket.isOpen) return;
    const room = this.#open(socket.channel, name);
    if (room.members.has(socket)) return;
    room.members.add(socket);
    socket.joined = socket.joined === undefined ? room : [...toList(socket.joined), room];
    const meanwhile: BrokerDelivery[] | undefined = socket.channel.replay > 0 ? [] : undefined;
    if (meanwhile !== undefined) room.replaying.set(socket, meanwhile);
    const subscription = await room.subscription;
    await subscription.setMembers(room.members.size);
    if (meanwhile !== undefined) await this.#replay(room, socket, meanwhile);
  }

  /** Never rejects, either. */
  async leave(socket: ServerSocket, name: string): Promise<void> {
    try {
      const room = this.#rooms.get(toTopic(socket.channel, name));
      if (room === undefined) return;
      socket.joined = toList(socket.joined).filter((joined) => joined !== room);
      await this.#leave(socket, room);
    } catch (error) {
      reportLeaving(socket, error);
    }
  }

  async #leave(socket: ServerSocket, room: Room): Promise<void> {
    room.replaying.delete(socket);
    if (!room.members.delete(socket)) return;
    // Another of that name may be open already, where this one could not be opened.
    if (this.#rooms.get(room.topic) !== room) return;
    if (room.members.size === 0) this.#rooms.delete(room.topic);
    const subscription = await room.subscription;
    if (room.members.size > 0) await subscription.setMembers(room.members.size);
    else await subscription.close();
  }

  /** For a socket that has closed. */
  leaveAll(socket: ServerSocket): void {
    const { joined } = socket;
    socket.joined = undefined;
    for (const room of toList(joined)) this.#leave(socket, room).catch((error: unknown) => reportLeaving(socket, error));
  }

  /** Hands a message, written once, to everybody in the room but `except`. Resolves when the broker has taken it. */
  async send(channel: CompiledChannel, name: string, { data }: OutgoingMessage, { except, replay = true }: Sending = {}): Promise<void> {
    await this.#broker.publish(toTopic(channel, name), { payload: data, except: except?.id }, { keep: replay ? channel.replay : 0 });
    await writtenAtOnce(data.length);
  }

  async count(channel: CompiledChannel, name: string): Promise<number> {
    return this.#broker.count(toTopic(channel, name));
  }

  get broker(): Broker {
    return this.#broker;
  }

  #open(channel: CompiledChannel, name: string): Room {
    const topic = toTopic(channel, name);
    const known = this.#rooms.get(topic);
    if (known !== undefined) return known;
    const members: Room['members'] = new Set();
    const replaying: Room['replaying'] = new Map();
    const subscription = this.#broker.subscribe(topic, (delivery) => deliver({ members, replaying }, delivery, this.ids.read(delivery.except)));
    const room: Room = { name, topic, members, replaying, subscription };
    this.#rooms.set(topic, room);
    // A room that could not be opened is tried again by the next who joins.
    subscription.catch(() => this.#rooms.delete(topic));
    return room;
  }

  async #replay({ topic, replaying }: Room, socket: ServerSocket, came: readonly BrokerDelivery[]): Promise<void> {
    const { messages } = await this.#broker.history(topic);
    const kept = new Set(messages.map(({ sequence }) => sequence));
    // Of what came meanwhile some is kept, and some is not to be: `replay: false`.
    const meanwhile = came.filter(({ sequence, except }) => !kept.has(sequence) && except !== socket.id);
    const all = [...messages, ...meanwhile].sort((left, right) => left.sequence - right.sequence);
    for (const { payload } of all) void socket.write(new OutgoingMessage(payload));
    if (replaying.get(socket) === came) replaying.delete(socket);
  }
}

/** @param except The number of the socket that shall not get it, where it is one of this process. */
function deliver({ members, replaying }: Pick<Room, 'members' | 'replaying'>, delivery: BrokerDelivery, except: number | undefined): void {
  // One frame for all of them.
  const message = new OutgoingMessage(delivery.payload);
  for (const socket of members) {
    const waiting = replaying.size > 0 ? replaying.get(socket) : undefined;
    if (waiting !== undefined) waiting.push(delivery);
    else if (socket.serial !== except) void socket.write(message);
  }
}

/** One room stands for itself: a list of it would be larger than all else that a socket knows of its rooms. */
export function toList(joined: Room | readonly Room[] | undefined): readonly Room[] {
  if (joined === undefined) return NONE;
  return 'topic' in joined ? [joined] : joined;
}

const NONE: readonly Room[] = [];

function reportLeaving(socket: ServerSocket, error: unknown): void {
  socket.log.error({ err: error }, 'A socket could not leave its room');
}

/** Rooms of two channels are two rooms. */
export function toTopic(channel: CompiledChannel, room: string): string {
  return `${channel.name}/${room}`;
}
