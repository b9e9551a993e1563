import type { Duplex } from 'node:stream';
import { HttpError } from '@typhoon/core';
import type { KindSettings } from '@typhoon/core';
import { toAddressGroup } from '@typhoon/core/internal';
import type { Broker } from './broker.js';
import { readClock } from './clock.js';
import { CONNECTION_DEFAULTS } from './limits.js';
import type { ConnectionLimits } from './limits.js';
import { defaultBroker } from './cluster-broker.js';
import { Rooms } from './rooms.js';
import type { ServerSocket } from './server-socket.js';

/** How many sockets an application holds, and what carries messages between them. */
export interface HubOptions extends ConnectionLimits {
  /** What carries messages of rooms between processes. Default: `localBroker()`, for one process. */
  readonly broker?: Broker;
}

/** How often sockets are looked after, in milliseconds. One timer for all of them. */
const ROUND = 1_000;
/** How long an upgrade may take, its dependencies included, in milliseconds. */
const UPGRADE_TIMEOUT = 30_000;

/** All sockets of an application: counted, looked after, and closed with it. */
export class Hub {
  readonly #sockets = new Set<ServerSocket>();
  /** Called when the last of them is gone. */
  #onServed: (() => void) | undefined = undefined;
  readonly #perAddress = new Map<string, number>();
  readonly rooms: Rooms;
  readonly #options: Required<ConnectionLimits>;
  /** Since when. */
  readonly #connections = new Map<Duplex, number>();
  #timer: NodeJS.Timeout | undefined = undefined;
  #count = 0;
  #opened = 0;
  #isClosing = false;

  constructor(options: HubOptions) {
    this.rooms = new Rooms(options.broker ?? defaultBroker());
    this.#options = { ...CONNECTION_DEFAULTS, ...options };
  }

  /** Adds what it counts. */
  describe(metrics: KindSettings['metrics']): void {
    metrics.add({ name: 'websocket_connections', help: 'Sockets that are open.', type: 'gauge', read: () => [{ value: this.size }] });
    metrics.add({ name: 'websocket_connections_total', help: 'Sockets that were opened.', type: 'counter', read: () => [{ value: this.#opened }] });
    metrics.add({
      name: 'websocket_messages_total',
      help: 'Messages of sockets, by direction.',
      type: 'counter',
      read: () => Object.entries(this.rooms.messages).map(([direction, value]) => ({ labels: { direction }, value })),
    });
  }

  /** Looks after a connection that has asked for an upgrade, until it is one, or has had time enough. */
  addConnection(connection: Duplex): void {
    this.#connections.set(connection, readClock());
    this.#watch();
  }

  /** What it has become is looked after as a socket. */
  removeConnection(connection: Duplex): void {
    this.#connections.delete(connection);
  }

  /** How many sockets are open. */
  get size(): number {
    return this.#sockets.size;
  }

  /**
   * Counts a connection from its handshake on, until it leaves.
   *
   * @throws HttpError 503 while the application closes or holds all it may, 429 for an address that holds all it may.
   */
  enter(address: string): void {
    const group = toAddressGroup(address);
    const mine = this.#perAddress.get(group) ?? 0;
    if (this.#isClosing) throw new HttpError(503, 'The application is closing.');
    if (this.#count >= this.#options.maxConnections) throw new HttpError(503, { detail: 'Too many sockets are open.', headers: RETRY });
    if (mine >= this.#options.maxConnectionsPerAddress) throw new HttpError(429, { detail: 'Too many sockets of this address are open.', headers: RETRY });
    this.#count++;
    this.#perAddress.set(group, mine + 1);
  }

  /** Counts off what has entered; call it once. */
  leave(address: string): void {
    this.#count--;
    const group = toAddressGroup(address);
    const left = (this.#perAddress.get(group) ?? 1) - 1;
    if (left === 0) this.#perAddress.delete(group);
    else this.#perAddress.set(group, left);
  }

  /** Looks after a socket until it is served. */
  add(socket: ServerSocket): void {
    this.#sockets.add(socket);
    this.#opened++;
    this.#watch();
    if (this.#isClosing) socket.finish();
  }

  /** Nothing of it is left: it is counted off. */
  remove(socket: ServerSocket): void {
    if (!this.#sockets.delete(socket)) return;
    this.leave(socket.remoteAddress);
    if (this.#sockets.size === 0) this.#onServed?.();
    this.#rest();
  }

  /**
   * Lets every handler come to its end, and closes its socket with 1001; cuts those that take too long.
   *
   * @param timeout Milliseconds.
   */
  async close(timeout: number): Promise<void> {
    this.#isClosing = true;
    for (const socket of this.#sockets) socket.finish();
    const grace = Math.min(GRACE, timeout / 2);
    await this.#served(grace);
    for (const socket of this.#sockets) if (socket.isAwaitingEnd) socket.close(1001, GOING_AWAY);
    await this.#served(timeout - grace);
    if (this.#sockets.size > 0) await this.#cut();
    for (const connection of this.#connections.keys()) connection.destroy();
    await this.rooms.broker.close();
  }

  async #cut(): Promise<void> {
    for (const socket of this.#sockets) socket.fail(1001, GOING_AWAY);
    // A close frame needs a moment to leave; who does not answer it is cut.
    await this.#served(LAST_WORDS);
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Waits until all sockets are served, or so many milliseconds. */
  async #served(most: number): Promise<void> {
    if (this.#sockets.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, most);
      this.#onServed = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** True once the application closes: who comes to an end now is told so. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** Nothing to look after, no timer. */
  #rest(): void {
    if (this.#sockets.size > 0 || this.#connections.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #watch(): void {
    this.#timer ??= setInterval(() => this.#lookAfter(readClock()), ROUND).unref();
  }

  #lookAfter(now: number): void {
    for (const socket of this.#sockets) lookAfter(socket, now);
    for (const [connection, since] of this.#connections) {
      if (connection.destroyed) this.#connections.delete(connection);
      else if (now - since >= UPGRADE_TIMEOUT) connection.destroy();
    }
    this.#rest();
  }
}

const RETRY = { 'retry-after': '10' };
const LAST_WORDS = 250;
/** A handler that does nothing but wait for the end of its socket gets it after this. */
const GRACE = 500;
export const GOING_AWAY = 'Going away';

/** Pings what is silent, cuts what does not answer, closes what is idle. */
export function lookAfter(socket: ServerSocket, now: number): void {
  const { pingInterval, pingTimeout, idleTimeout } = socket.channel.limits;
  // What the peer answers stands behind messages that nobody reads: no answer can be expected while it is made to wait.
  const isSilent = socket.pingedAt !== 0 && !socket.isPaused && now - socket.pingedAt >= pingTimeout;
  if (isSilent) socket.terminate();
  else if (now - socket.activeAt >= idleTimeout) socket.fail(1001, 'Idle');
  else if (now - socket.lastPing >= pingInterval) socket.ping(now);
}
