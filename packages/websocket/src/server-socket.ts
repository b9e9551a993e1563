import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import { cutReason, isSendableCode } from './close-code.js';
import type { CompiledChannel } from './compile-channel.js';
import type { OutgoingMessage } from './frame.js';
import { Inbox } from './inbox.js';
import { MessageError, summaryOf } from './message-error.js';
import { MessageRate } from './message-rate.js';
import { Outbox } from './outbox.js';
import { SocketError } from './socket.js';
import type { Rooms } from './rooms.js';
import type { Audience, RoomSendOptions, Socket, SocketClosing } from './socket.js';
import { createTransport } from './transport.js';
import type { RawWebSocket } from './transport.js';

/** What a socket is made of. */
export interface SocketParts {
  readonly id: string;
  readonly ws: RawWebSocket;
  readonly connection: Duplex;
  readonly channel: CompiledChannel;
  readonly remoteAddress: string;
  readonly log: FastifyBaseLogger;
  readonly hall: Rooms;
}

const OPEN = 1;

/** A socket as the server holds it: bounded both ways, and closed exactly once. */
export class ServerSocket implements Socket<unknown, unknown, unknown> {
  readonly id: string;
  readonly data: unknown;
  readonly remoteAddress: string;
  readonly log: FastifyBaseLogger;
  readonly channel: CompiledChannel;
  /** When a message last went either way, in milliseconds. */
  activeAt: number;
  /** When the ping was sent that is not answered yet; 0 for none. */
  pingedAt = 0;
  /** When the last ping was sent. */
  lastPing: number;
  readonly #hall: Rooms;
  #rooms: Set<string> | undefined = undefined;
  readonly #ws: RawWebSocket;
  readonly #inbox: Inbox<unknown>;
  readonly #outbox: Outbox;
  readonly #rate: MessageRate;
  #failure: SocketError | undefined = undefined;
  #closing: SocketClosing | undefined = undefined;
  #isEnding = false;
  #ended: SocketClosing | undefined = undefined;
  #controller: AbortController | undefined = undefined;
  #closed: { readonly promise: Promise<SocketClosing>; readonly resolve: (closing: SocketClosing) => void } | undefined = undefined;

  constructor({ id, ws, connection, channel, remoteAddress, log, hall }: SocketParts) {
    const now = Date.now();
    const { limits } = channel;
    this.id = id;
    this.data = channel.createData();
    this.remoteAddress = remoteAddress;
    this.log = log;
    this.channel = channel;
    this.activeAt = now;
    this.lastPing = now;
    this.#hall = hall;
    this.#ws = ws;
    this.#inbox = new Inbox(ws, limits.maxMessageSize);
    this.#outbox = new Outbox(createTransport(ws, connection), {
      limit: limits.maxBufferedBytes,
      policy: limits.slowReader,
      owner: this,
    });
    this.#rate = new MessageRate(limits.messagesPerSecond, now);
    // In the same turn as the upgrade: nothing that the peer has sent can come before. Functions that all sockets share:
    // one for each would be a good part of an idle one.
    (ws as Owned)[kSocket] = this;
    ws.on('message', onMessage);
    ws.on('pong', onPong);
    ws.on('error', onError);
    ws.on('close', onClose);
  }

  get subprotocol(): string {
    return this.#ws.protocol;
  }

  get isOpen(): boolean {
    return this.#closing === undefined && this.#ws.readyState === OPEN;
  }

  /** True while the peer is made to wait: its answers to pings are not read then. */
  get isPaused(): boolean {
    return this.#inbox.isPaused;
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
    return this.#closed !== undefined && this.isOpen && this.#inbox.isEmpty;
  }

  get closed(): Promise<SocketClosing> {
    if (this.#ended !== undefined) return Promise.resolve(this.#ended);
    if (this.#closed === undefined) {
      let resolve: (closing: SocketClosing) => void = () => undefined;
      const promise = new Promise<SocketClosing>((settle) => {
        resolve = settle;
      });
      this.#closed = { promise, resolve };
    }
    return this.#closed.promise;
  }

  send(message: unknown): Promise<boolean> {
    return this.write(this.channel.write(message));
  }

  /** Sends what is written already. */
  write(message: OutgoingMessage): Promise<boolean> {
    if (!this.isOpen) return NOT_WRITTEN;
    this.activeAt = Date.now();
    return this.#outbox.write(message);
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown, undefined> {
    return { next: () => this.#inbox.read() };
  }

  receive(options: { readonly timeout?: number } = {}): Promise<unknown> {
    return new Promise((resolve) => {
      const read = (result: IteratorResult<unknown, undefined>): void => {
        clearTimeout(timer);
        resolve(result.value);
      };
      const timer =
        options.timeout === undefined
          ? undefined
          : setTimeout(() => {
              this.#inbox.cancel(read);
              resolve(undefined);
            }, options.timeout);
      this.#inbox.readWith(read);
    });
  }

  /** Most sockets are in no room: the set is made when it is asked for. */
  get rooms(): Set<string> {
    return (this.#rooms ??= new Set());
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
    this.#inbox.end();
    this.#outbox.whenEmpty(() => this.#ws.close(code, cutReason(reason)));
  }

  /** Closes for a rule that the peer broke. What has come before can still be read; teardowns see why. */
  fail(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#failure ??= new SocketError(code, reason);
    this.#closing = { code, reason: cutReason(reason) };
    this.#inbox.end();
    this.#outbox.close();
    this.#ws.close(code, cutReason(reason));
  }

  /** Reads no more, so that the handler comes to its end; what it still says is sent. */
  finish(): void {
    this.#isEnding = true;
    this.#controller?.abort(CLOSED);
    this.#inbox.end();
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
    if (this.#closing !== undefined) return;
    const now = Date.now();
    this.activeAt = now;
    const { limits, read } = this.channel;
    // Of the routes of an application one may take more than another: the largest is what the parser of frames knows.
    if (data.length > limits.maxMessageSize) this.fail(1009, 'The message is too large');
    else if (!this.#rate.take(now)) this.fail(1008, 'Too many messages');
    else {
      let message: unknown;
      try {
        message = read(data, isBinary);
      } catch (error) {
        this.#refuse(error);
        return;
      }
      this.#inbox.push(message, data.length);
    }
  }

  #refuse(error: unknown): void {
    if (!(error instanceof MessageError)) {
      this.log.error({ err: error }, 'A message could not be read');
      this.fail(1011, '');
      return;
    }
    const { invalid } = this.channel;
    if (invalid === 'close') {
      this.fail(1008, summaryOf(error.issues));
      return;
    }
    try {
      void this.send(invalid(error));
    } catch (failure) {
      this.log.error({ err: failure }, 'The answer to an invalid message could not be written');
      this.fail(1011, '');
    }
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
    this.#inbox.end();
    this.#outbox.close();
    this.#controller?.abort(CLOSED);
    this.#closed?.resolve(ended);
    if (this.#rooms !== undefined) this.#hall.leaveAll(this);
  }
}

type Owned = RawWebSocket & { [kSocket]?: ServerSocket };

const kSocket = Symbol('typhoon.socket');

function onMessage(this: Owned, data: Buffer, isBinary: boolean): void {
  this[kSocket]?.onMessage(data, isBinary);
}

function onPong(this: Owned): void {
  if (this[kSocket] !== undefined) this[kSocket].pingedAt = 0;
}

function onError(this: Owned, error: Error): void {
  this[kSocket]?.onError(error);
}

function onClose(this: Owned, code: number, reason: Buffer): void {
  this[kSocket]?.onClose(code, reason.toString());
}

const NOT_WRITTEN = Promise.resolve(false);
const CLOSED = new DOMException('The socket has closed.', 'AbortError');

/** The close code that goes with an error of `ws`: each says so in its own way. */
function codeOf(error: Error & { code?: unknown }): number {
  return typeof error.code === 'string' ? (CODES[error.code] ?? 1006) : 1006;
}

const CODES: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
  WS_ERR_INVALID_UTF8: 1007,
  WS_ERR_EXPECTED_FIN: 1002,
  WS_ERR_EXPECTED_MASK: 1002,
  WS_ERR_INVALID_CLOSE_CODE: 1002,
  WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH: 1002,
  WS_ERR_INVALID_OPCODE: 1002,
  WS_ERR_UNEXPECTED_RSV_1: 1002,
  WS_ERR_UNEXPECTED_RSV_2_3: 1002,
};
