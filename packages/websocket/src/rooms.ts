import type { Broker, BrokerDelivery, BrokerSubscription } from './broker.js';
import type { CompiledChannel } from './compile-channel.js';
import { OutgoingMessage } from './frame.js';
import type { ServerSocket } from './server-socket.js';
import type { RoomSendOptions } from './socket.js';

/** A socket in a room. While it is told what came before, what comes meanwhile waits. */
interface Member {
  waiting: BrokerDelivery[] | undefined;
}

interface Room {
  readonly topic: string;
  readonly members: Map<ServerSocket, Member>;
  readonly subscription: Promise<BrokerSubscription>;
}

interface Sending extends RoomSendOptions {
  /** The sender. */
  readonly except?: ServerSocket;
}

/** The rooms of one process: which of its sockets are in which, and one subscription for each room that has any. */
export class Rooms {
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
    if (!socket.isOpen || socket.rooms.has(name)) return;
    socket.rooms.add(name);
    const room = this.#open(toTopic(socket.channel, name));
    const isReplayed = socket.channel.replay > 0;
    const member: Member = { waiting: isReplayed ? [] : undefined };
    room.members.set(socket, member);
    const subscription = await room.subscription;
    await subscription.setMembers(room.members.size);
    if (isReplayed) await this.#replay(room, socket, member);
  }

  /** Never rejects, either. */
  async leave(socket: ServerSocket, name: string): Promise<void> {
    try {
      await this.#leave(socket, name);
    } catch (error) {
      socket.log.error({ err: error }, 'A socket could not leave its room');
    }
  }

  async #leave(socket: ServerSocket, name: string): Promise<void> {
    if (!socket.rooms.delete(name)) return;
    const room = this.#rooms.get(toTopic(socket.channel, name));
    if (room?.members.delete(socket) !== true) return;
    if (room.members.size === 0) this.#rooms.delete(room.topic);
    const subscription = await room.subscription;
    if (room.members.size > 0) await subscription.setMembers(room.members.size);
    else await subscription.close();
  }

  /** For a socket that has closed. */
  leaveAll(socket: ServerSocket): void {
    for (const name of socket.rooms) void this.leave(socket, name);
  }

  /** Hands a message, written once, to everybody in the room but `except`. Resolves when the broker has taken it. */
  async send(channel: CompiledChannel, name: string, { data }: OutgoingMessage, { except, replay = true }: Sending = {}): Promise<void> {
    await this.#broker.publish(toTopic(channel, name), { payload: data, except: except?.id }, { keep: replay ? channel.replay : 0 });
  }

  async count(channel: CompiledChannel, name: string): Promise<number> {
    return this.#broker.count(toTopic(channel, name));
  }

  get broker(): Broker {
    return this.#broker;
  }

  #open(topic: string): Room {
    const known = this.#rooms.get(topic);
    if (known !== undefined) return known;
    const members: Room['members'] = new Map();
    const subscription = this.#broker.subscribe(topic, (delivery) => deliver(members, delivery));
    const room: Room = { topic, members, subscription };
    this.#rooms.set(topic, room);
    // A room that could not be opened is tried again by the next who joins.
    subscription.catch(() => this.#rooms.delete(topic));
    return room;
  }

  async #replay({ topic }: Room, socket: ServerSocket, member: Member): Promise<void> {
    const { messages } = await this.#broker.history(topic);
    const kept = new Set(messages.map(({ sequence }) => sequence));
    // Of what came meanwhile some is kept, and some is not to be: `replay: false`.
    const meanwhile = (member.waiting ?? []).filter(({ sequence, except }) => !kept.has(sequence) && except !== socket.id);
    const all = [...messages, ...meanwhile].sort((left, right) => left.sequence - right.sequence);
    for (const { payload } of all) void socket.write(new OutgoingMessage(payload));
    member.waiting = undefined;
  }
}

function deliver(members: Room['members'], delivery: BrokerDelivery): void {
  // One frame for all of them.
  const message = new OutgoingMessage(delivery.payload);
  for (const [socket, { waiting }] of members) {
    if (waiting !== undefined) waiting.push(delivery);
    else if (socket.id !== delivery.except) void socket.write(message);
  }
}

/** Rooms of two channels are two rooms. */
export function toTopic(channel: CompiledChannel, room: string): string {
  return `${channel.name}/${room}`;
}
