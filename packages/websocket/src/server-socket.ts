import type { Duplex } from 'node:stream';
import type { MessageGate, MessageVerdict } from '@typhoon/core';
import type { FastifyBaseLogger } from 'fastify';
import { readClock } from './clock.js';
import { cutReason, isSendableCode } from './close-code.js';
import type { CompiledChannel } from './compile-channel.js';
import { writtenAtOnce } from './fair-turn.js';
import type { OutgoingMessage } from './frame.js';
import { Inbox } from './inbox.js';
import { MessageQueue } from './message-queue.js';
import type { MessageOwner } from './message-queue.js';
import { refuseByVerdict, refuseInvalid } from './message-refusal.js';
import type { RefusingSocket } from './message-refusal.js';
import { MessageRate } from './message-rate.js';
import { Outbox } from './outbox.js';
import type { OutboxOwner } from './outbox.js';
import { listenTo } from './raw-listeners.js';
import type { RawListener } from './raw-listeners.js';
import { toList } from './rooms.js';
import type { Room, Rooms } from './rooms.js';
import { SocketError } from './socket.js';
import type { Audience, RoomSendOptions, Socket, SocketClosing } from './socket.js';
import { CompressedTransport, FrameTransport, takesFrames } from './transport.js';
import type { RawWebSocket } from './transport.js';
import { codeOf } from './ws-error.js';

/** What a socket is made of. */
export interface SocketParts {
  readonly ws: RawWebSocket;
  readonly connection: Duplex;
  readonly channel: CompiledChannel;
  readonly remoteAddress: string;
  readonly log: FastifyBaseLogger;
  readonly rooms: Rooms;
  /** What is asked about each message. */
  readonly gate?: MessageGate | undefined;
}

const OPEN = 1;

/**
 * A socket as the server holds it: bounded both ways, and closed exactly once. An application has tens of thousands that
 * do nothing: what a socket may need is made when it does.
 */
export class ServerSocket implements Socket<unknown, unknown, unknown>, RawListener, OutboxOwner, MessageOwner, RefusingSocket {
  /** Tells it from the other sockets of this process. */
  readonly serial: number;
  readonly remoteAddress: string;
  readonly log: FastifyBaseLogger;
  readonly channel: CompiledChannel;
  /** When a message last went either way, by `readClock`. */
  activeAt: number;
  /** When the last ping was sent. */
  lastPing: number;
  /** When the ping was sent that is not answered yet; 0 for none. */
  pingedAt = 0;
  /** The rooms it is in: mostly one. */
  joined: Room | readonly Room[] | undefined = undefined;
  readonly #hall: Rooms;
  readonly #ws: RawWebSocket;
  readonly #connection: Duplex;
  #data: unknown;
  #inbox: Inbox<unknown> | undefined = undefined;
  /** Of a socket whose messages something is asked about. */
  readonly #queue: MessageQueue | undefined;
  /** While something is not written yet. */
  #outbox: Outbox | undefined = undefined;
  #rate: MessageRate | undefined = undefined;
  #failure: SocketError | undefined = undefined;
  #closing: SocketClosing | undefined = undefined;
  #ended: SocketClosing | undefined = undefined;
  #isEnding = false;
  /** True where frames may be written to the connection itself. */
  readonly #isDirect: boolean;
  #controller: AbortController | undefined = undefined;
  #closed: Promise<SocketClosing> | undefined = undefined;
  #resolveClosed: ((closing: SocketClosing) => void) | undefined = undefined;

  constructor({ ws, connection, channel, remoteAddress, log, rooms, gate }: SocketParts) {
    const now = readClock();
    this.serial = rooms.ids.next();
    this.remoteAddress = remoteAddress;
    this.log = log;
    this.channel = channel;
    this.activeAt = now;
    this.lastPing = now;
    this.#hall = rooms;
    this.#ws = ws;
    this.#connection = connection;
    this.#data = channel.createData?.();
    this.#queue = gate === undefined ? undefined : new MessageQueue(gate, this, this, channel.limits.maxMessageSize);
    // What TLS encrypts is never with the system at once.
    this.#isDirect = takesFrames(ws) && (connection as { readonly encrypted?: boolean }).encrypted !== true;
    // In the same turn as the upgrade: nothing that the peer has sent can come before.
    listenTo(ws, this);
  }

  get id(): string {
    return this.#hall.ids.format(this.serial);
  }

  get data(): unknown {
    return (this.#data ??= {});
  }

  get subprotocol(): string {
    return this.#ws.protocol;
  }

  get isOpen(): boolean {
    return this.#closing === undefined && this.#ws.readyState === OPEN;
  }

  /** True while the peer is made to wait: its answers to pings are not read then. */
  get isPaused(): boolean {
    return this.#inbox?.isPaused === true || this.#queue?.isPaused === true;
  }

  /** How the connection ended; undefined while it has not. */
  get ended(): SocketClosing | undefined {
    return this.#ended;
  }

  /** Why it ended, where it should not have. */
  get failure(): SocketError | undefined {
    return this.#failure;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isEnding || this.#ended !== undefined) this.#controller.abort(CLOSED);
    return this.#controller.signal;
  }

  /** True where the handler waits for the end, and for no message before it. */
  get isAwaitingEnd(): boolean {
    return this.#closed !== undefined && this.isOpen && (this.#inbox?.isEmpty ?? true);
  }

  get closed(): Promise<SocketClosing> {
    if (this.#ended !== undefined) return Promise.resolve(this.#ended);
    return (this.#closed ??= new Promise((resolve) => {
      this.#resolveClosed = resolve;
    }));
  }

  send(message: unknown): Promise<boolean> {
    return this.write(this.channel.write(message));
  }

  /** Sends what is written already. */
  write(message: OutgoingMessage): Promise<boolean> {
    if (!this.isOpen) return NOT_WRITTEN;
    this.#hall.messages.sent++;
    this.activeAt = readClock();
    return this.#outbox === undefined && this.#isDirect ? this.#writeDirectly(message) : this.#openOutbox().write(message);
  }

  /** Nearly always the system takes a frame at once, and nobody needs to be told later. */
  #writeDirectly(message: OutgoingMessage): Promise<boolean> {
    const connection = this.#connection;
    if (connection.writableLength > 0) return this.#openOutbox().write(message);
    connection.write(message.frame);
    return connection.writableLength === 0 ? writtenAtOnce(message.frame.length) : this.#openOutbox().adopt();
  }

  #openOutbox(): Outbox {
    const transport = (): FrameTransport | CompressedTransport =>
      takesFrames(this.#ws) ? new FrameTransport(this.#connection) : new CompressedTransport(this.#ws);
    return (this.#outbox ??= new Outbox(transport(), this.channel.outbox, this));
  }

  onIdle(): void {
    this.#outbox = undefined;
  }

  get #opened(): Inbox<unknown> {
    return (this.#inbox ??= new Inbox(this.#ws, this.channel.limits.maxMessageSize));
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown, undefined> {
    return this.#opened;
  }

  receive(options: { readonly timeout?: number } = {}): Promise<unknown> {
    return this.#opened.receive(options.timeout);
  }

  get rooms(): ReadonlySet<string> {
    return new Set(toList(this.joined).map(({ name }) => name));
  }

  join(room: string): Promise<void> {
    return this.#hall.join(this, room);
  }

  leave(room: string): Promise<void> {
    return this.#hall.leave(this, room);
  }

  to(room: string): Audience<unknown> {
    return {
      send: (message, options) => this.#tell(room, this.channel.write(message), options),
      count: () => this.#hall.count(this.channel, room),
    };
  }

  async #tell(room: string, message: OutgoingMessage, options: RoomSendOptions | undefined): Promise<boolean> {
    try {
      await this.#hall.send(this.channel, room, message, { ...options, except: this });
      return true;
    } catch (error) {
      this.log.error({ err: error }, 'A message to a room was not taken');
      return false;
    }
  }

  close(code = 1000, reason = ''): void {
    if (!isSendableCode(code)) throw new RangeError(`A socket cannot be closed with ${String(code)}. Use 1000, 1001, 1003, 1007 to 1014, or 3000 to 4999.`);
    if (this.#closing !== undefined) return;
    this.#closing = { code, reason: cutReason(reason) };
    this.#opened.end();
    if (this.#outbox === undefined) this.#ws.close(code, cutReason(reason));
    else this.#outbox.whenEmpty(() => this.#ws.close(code, cutReason(reason)));
  }

  /** Closes for a rule that the peer broke. What has come before can still be read; teardowns see why. */
  fail(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#failure ??= new SocketError(code, reason);
    this.#closing = { code, reason: cutReason(reason) };
    this.#endInbox();
    this.#outbox?.close();
    this.#ws.close(code, cutReason(reason));
  }

  /** Reads no more, so that the handler comes to its end; what it still says is sent. */
  finish(): void {
    this.#isEnding = true;
    this.#controller?.abort(CLOSED);
    this.#opened.end();
  }

  ping(now: number): void {
    this.lastPing = now;
    this.pingedAt ||= now;
    if (this.#ws.readyState === OPEN) this.#ws.ping();
  }

  /** Cuts the connection. */
  terminate(): void {
    this.#ws.terminate();
  }

  /** The outbox is full. */
  onOverflow(): void {
    this.fail(1013, 'The peer reads too slowly');
  }

  /** For the listeners of `ws`. */
  onMessage(data: Buffer, isBinary: boolean): void {
    this.#hall.messages.received++;
    if (this.#closing !== undefined) return;
    const now = readClock();
    this.activeAt = now;
    const { limits } = this.channel;
    // Of the routes of an application one may take more than another: the largest is what the parser of frames knows.
    if (data.length > limits.maxMessageSize) this.fail(1009, 'The message is too large');
    else if (!this.#mayReceive(now)) this.fail(1008, 'Too many messages');
    else if (this.#queue === undefined) this.readMessage(data, isBinary);
    else this.#queue.push(data, isBinary);
  }

  readMessage(data: Buffer, isBinary: boolean): void {
    let message: unknown;
    try {
      message = this.channel.read(data, isBinary);
    } catch (error) {
      refuseInvalid(this, error);
      return;
    }
    this.#opened.push(message, data.length);
  }

  refuseMessage(verdict: NonNullable<MessageVerdict>): void {
    refuseByVerdict(this, verdict);
  }

  /** What was asked about is read to its end first. */
  #endInbox(): void {
    if (this.#queue === undefined) this.#opened.end();
    else this.#queue.whenEmpty(() => this.#opened.end());
  }

  #mayReceive(now: number): boolean {
    const { messagesPerSecond } = this.channel.limits;
    if (messagesPerSecond === Infinity) return true;
    this.#rate ??= new MessageRate(messagesPerSecond, now);
    return this.#rate.take(now);
  }

  pause(): void {
    this.#ws.pause();
  }

  /** Unless the handler has not read what is there. */
  resume(): void {
    if (this.#inbox?.isPaused !== true) this.#ws.resume();
  }

  onPong(): void {
    this.pingedAt = 0;
  }

  onError(error: Error): void {
    this.#failure ??= new SocketError(codeOf(error), error.message, error);
  }

  onClose(code: number, reason: string): void {
    const ended = { code, reason };
    // A peer that answers our close frame repeats its code.
    if (code === 1006 && this.#closing === undefined) this.#failure ??= new SocketError(code, '');
    this.#ended = ended;
    this.#closing ??= ended;
    this.#endInbox();
    this.#outbox?.close();
    this.#controller?.abort(CLOSED);
    this.#resolveClosed?.(ended);
    this.#hall.leaveAll(this);
  }
}

const NOT_WRITTEN = Promise.resolve(false);
const CLOSED = new DOMException('The socket has closed.', 'AbortError');
