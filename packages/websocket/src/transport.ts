import type { Duplex } from 'node:stream';
import type { OutgoingMessage } from './frame.js';

/** What is used of a WebSocket of the package `ws`. */
export interface RawWebSocket {
  readonly readyState: number;
  readonly protocol: string;
  readonly extensions: string;
  readonly bufferedAmount: number;
  on(event: 'message', listener: (this: RawWebSocket, data: Buffer, isBinary: boolean) => void): unknown;
  on(event: 'close', listener: (this: RawWebSocket, code: number, reason: Buffer) => void): unknown;
  on(event: 'error', listener: (this: RawWebSocket, error: Error) => void): unknown;
  on(event: 'pong', listener: (this: RawWebSocket) => void): unknown;
  removeAllListeners(event: 'error'): unknown;
  send(data: string | Uint8Array, options: { readonly binary: boolean }, done: Done): void;
  ping(): void;
  pause(): void;
  resume(): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** Told the error where something was not written. */
type Done = (error?: Error | null) => void;

/** Where messages are written to, in order. */
export interface Transport {
  /** Bytes that are not yet handed to the system. */
  readonly pending: number;
  /** Calls `done` once the message is written, or never will be. */
  write(message: OutgoingMessage, done: Done): void;
  /** Calls `done` once everything before is written, or never will be. */
  flush(done: Done): void;
}

/**
 * True where whole frames may be written to the connection itself: one buffer and one write a message, where `ws` needs
 * two of each, and the same buffer for every socket of a broadcast. A compressed connection is written to by `ws`.
 */
export function takesFrames(ws: RawWebSocket): boolean {
  return ws.extensions === '';
}

/** Writes whole frames to the connection. */
export class FrameTransport implements Transport {
  readonly #connection: Duplex;

  constructor(connection: Duplex) {
    this.#connection = connection;
  }

  get pending(): number {
    return this.#connection.writableLength;
  }

  write(message: OutgoingMessage, done: Done): void {
    this.#connection.write(message.frame, done);
  }

  flush(done: Done): void {
    this.#connection.write(NOTHING, done);
  }
}

const NOTHING = Buffer.alloc(0);

/** Leaves frames to `ws`. */
export class CompressedTransport implements Transport {
  readonly #ws: RawWebSocket;

  constructor(ws: RawWebSocket) {
    this.#ws = ws;
  }

  get pending(): number {
    return this.#ws.bufferedAmount;
  }

  write({ data, isBinary }: OutgoingMessage, done: Done): void {
    this.#ws.send(data, { binary: isBinary }, done);
  }

  /** Every message of a compressed connection says when it is written. */
  flush(done: Done): void {
    done();
  }
}
