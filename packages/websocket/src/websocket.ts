import type { InferInput, InferOutput, SchemaLike, SharedOptions, NameOperation } from '@typhoon/core';
import { writeRoute } from '@typhoon/core/internal';
import type { Check, CheckTarget, Described } from '@typhoon/core/internal';
import type { SocketLimits } from './limits.js';
import type { MessageError } from './message-error.js';
import type { Socket, SocketClosing } from './socket.js';

/** Of the options that all levels share those that a connection has any use for. */
export type InheritedBySockets =
  | 'tags'
  | 'summary'
  | 'description'
  | 'deprecated'
  | 'hidden'
  | 'throws'
  | 'dependencies'
  | 'security'
  | 'errors'
  | 'errorHandlers'
  | 'unknown'
  | 'fastify'
  | 'servers'
  | 'externalDocs';

/** What a handler reads of a schema; nothing where there is none. */
export type InferReceived<TReceive, TRaw> = TRaw extends true ? string | Uint8Array : [TReceive] extends [SchemaLike] ? InferInput<TReceive> : never;

/** What a handler may send by a schema; nothing where there is none. */
export type InferSent<TSend, TRaw> = TRaw extends true ? string | Uint8Array : [TSend] extends [SchemaLike] ? InferOutput<TSend> : never;

/** Options of a route of sockets. `TReceive`, `TSend` and `TData` tie the handler's first parameter to them. */
export interface WebSocketOptions<TReceive = unknown, TSend = unknown, TData = unknown, TRaw = boolean>
  extends Pick<SharedOptions, InheritedBySockets>, SocketLimits {
  /** Default: controller and method, `chat.join`. Unique in the application. */
  readonly operationId?: string | NameOperation;
  /** What the peer may send. Bytes where it is a `Type.Uint8Array()`, JSON otherwise. Default: nothing. */
  readonly receive?: TReceive;
  /** What the peer is sent, written the same way. Default: nothing. */
  readonly send?: TSend;
  /** 'text' writes each message as plain text, read by its schema as a query value is. Default: 'json'. */
  readonly encoding?: 'json' | 'text';
  /** Hands texts and bytes over as they come, unchecked, both ways; the schemas are for the documents alone. Default: false. */
  readonly raw?: TRaw;
  /** Begins `socket.data` of each connection. Default: `{}`. */
  readonly data?: () => TData;
  /** What a message that does not fit does: 'close' closes with 1008; a function makes the message that is answered instead. Default: 'close'. */
  readonly invalid?: 'close' | ((error: MessageError) => InferSent<TSend, TRaw>);
  /** How many of the last messages of a room are kept for those who join later. Default: 0. */
  readonly replay?: number;
  /** The subprotocols that are spoken, the preferred first. Default: none. */
  readonly subprotocols?: readonly string[];
  /** `x-` members of the documents. */
  readonly [extension: `x-${string}`]: unknown;
}

/** Nothing, or how the connection ended: what `return socket.closed` gives. */
type Ending = void | undefined | SocketClosing;
type Ended = Ending | Promise<Ending> | PromiseLike<Ending>;

/** A method decorator that refuses a method whose first parameter does not take the socket, or that returns a value: nobody would see it. */
export type WebSocketDecorator<TReceived, TSent, TData> = <TClass extends object, TKey extends string, TMethod extends (...args: any[]) => Ended = never>(
  target: TClass & CheckSocket<TClass, TKey, Socket<TReceived, TSent, TData>> & CheckTarget<TClass, TMethod>,
  key: TKey,
  descriptor?: Described<TMethod>,
) => void;

/** A handler without any parameter takes any socket. */
type CheckSocket<TClass, TKey extends string, TSocket> = TKey extends keyof TClass
  ? TClass[TKey] extends () => unknown
    ? unknown
    : Check<TClass, TKey, 0, TSocket>
  : Check<TClass, TKey, 0, TSocket>;

/**
 * A route whose requests become sockets. The handler's first parameter is the socket; the others name their sources as on
 * any route, and are read, with all dependencies, before the connection is upgraded.
 *
 * @param path Spelled as Fastify spells it: `/rooms/:room`.
 * @example
 * @WebSocket('/rooms/:room', { receive: Said, send: Told })
 * async chat(socket: Socket<Said, Told>, @Path('room', Type.String()) room: string) {
 *   for await (const { text } of socket) await socket.send({ kind: 'said', by: room, text });
 * }
 */
export function WebSocket<
  TReceive extends SchemaLike | undefined = undefined,
  TSend extends SchemaLike | undefined = undefined,
  TData = Readonly<Record<string, unknown>>,
  TRaw extends boolean = false,
>(
  path: string,
  options: WebSocketOptions<TReceive, TSend, TData, TRaw> = {},
): WebSocketDecorator<InferReceived<TReceive, TRaw>, InferSent<TSend, TRaw>, TData> {
  return (target: object, key: string) => {
    writeRoute(target, { kind: 'websocket', key, path, options });
  };
}
