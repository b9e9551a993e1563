import type { CallOptions, ReconnectOptions } from './call-options.js';
import type { CallArguments } from './operation-types.js';
import type { OperationDefinition } from './operation-definition.js';

/** What a generated client says of a channel. `path` and `parameters` are as of an operation. */
export interface SocketDefinition extends Pick<OperationDefinition, 'id' | 'path' | 'parameters' | 'errors' | 'security' | 'decode'> {
  /** Writes a message. Default: JSON.stringify. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a definition is written beside the type of its messages
  readonly send?: (message: any) => string | Uint8Array<ArrayBuffer>;
  /** Reads one: `readText` what is no JSON. Default: JSON. */
  readonly receive?: (data: string | ArrayBuffer) => unknown;
  /** Subprotocols to offer. */
  readonly protocols?: readonly string[];
}

/** Second argument of a channel. */
export interface SocketOptions<TSend = never> extends Pick<CallOptions, 'signal' | 'headers'> {
  /** Milliseconds until the socket must be open. 0: as long as it takes. Default: the client's `timeout`. */
  readonly timeout?: number | undefined;
  /** Whether, and how, a connection that broke, or that a server ended because it goes away, is made again. Default: false. */
  readonly reconnect?: ReconnectOptions | boolean | undefined;
  /** Called whenever the connection is open. What it sends goes before what has waited: to join again, or to sign in. */
  readonly onOpen?: ((send: (message: TSend) => void) => void) | undefined;
}

/**
 * A channel of a generated client: opens a socket.
 *
 * @example
 * const socket = api.chat({ room: 'blue' });
 * socket.send({ kind: 'say', text: 'Hello' });
 * for await (const message of socket) console.log(message.text);
 */
export type SocketOperation<TInput, TSend, TReceive> = (...args: CallArguments<TInput, SocketOptions<TSend>>) => ClientSocket<TSend, TReceive>;

/**
 * A socket that is open, or about to be. To leave its loop does not close it.
 *
 * @throws from the loop: ApiError where the server refuses it, SocketError where it was closed with anything but 1000, TransportError where nobody answers.
 */
export interface ClientSocket<TSend, TReceive> {
  readonly state: 'connecting' | 'open' | 'reconnecting' | 'closed';
  /** Resolves when it is open for the first time. Rejects with what is thrown from the loop. */
  readonly opened: Promise<void>;
  /** How it ended; never rejects. */
  readonly closed: Promise<SocketClosing>;
  /** The subprotocol that was agreed on; '' for none. */
  readonly subprotocol: string;
  /** Sends now, or as soon as the socket is open. What a connection had not delivered when it broke is lost. Does nothing behind the end. */
  send(message: TSend): void;
  /** Closes, and resolves when the server has answered. Default: 1000. Browsers allow 1000 and 3000 to 4999. */
  close(code?: number, reason?: string): Promise<SocketClosing>;
  /** The next message; undefined when the socket has closed as it should. */
  next(): Promise<TReceive | undefined>;
  [Symbol.asyncIterator](): AsyncIterator<TReceive, void, void>;
}

/** How a socket ended. */
export interface SocketClosing {
  readonly code: number;
  readonly reason: string;
}
