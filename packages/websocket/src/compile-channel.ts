import type { ErrorHandlerDefinition, RouteDefinition } from '@typhoon/core';
import { compileGivenCall, compileSteps } from '@typhoon/core/internal';
import type { CompiledSteps, CompileServices } from '@typhoon/core/internal';
import { mergeLimits } from './limits.js';
import type { Limits, SocketLimits } from './limits.js';
import { compileRead, compileWrite } from './message-codec.js';
import type { ReadMessage, WriteMessage } from './message-codec.js';
import type { MessageError } from './message-error.js';
import type { OutboxOptions } from './outbox.js';
import type { Socket } from './socket.js';

/** What is done about a message that does not fit. */
export type InvalidPolicy = 'close' | ((error: MessageError) => unknown);

/** A route of sockets whose every step is prepared. */
export interface CompiledChannel extends CompiledSteps {
  /** The operation id: rooms of two channels are two rooms. */
  readonly name: string;
  readonly limits: Limits;
  readonly outbox: OutboxOptions;
  readonly subprotocols: readonly string[];
  readonly read: ReadMessage;
  readonly write: WriteMessage;
  /** Reads what was written by `write`, for those who are not at the other end of a socket. */
  readonly readSent: (payload: string | Uint8Array) => unknown;
  /** How many messages of a room those get to see who come later. */
  readonly replay: number;
  readonly invalid: InvalidPolicy;
  /** Begins `socket.data`; undefined for an empty object. */
  readonly createData: (() => unknown) | undefined;
  readonly errorHandlers: readonly ErrorHandlerDefinition[];
  /** Calls the handler. */
  readonly call: (socket: Socket, values: readonly unknown[]) => unknown;
}

/** Prepares a route of sockets. Runs once; every mistake has been found at boot. */
export function compileChannel(route: RouteDefinition, services: CompileServices, shared: SocketLimits): CompiledChannel {
  const { invalid = 'close', data, replay = 0 } = route.kindOptions as { invalid?: InvalidPolicy; data?: () => unknown; replay?: number };
  const readSent = compileRead(route.channel?.send, services);
  const limits = mergeLimits(shared, route.kindOptions);
  return {
    ...compileSteps(route, services),
    name: route.operationId,
    limits,
    outbox: { limit: limits.maxBufferedBytes, policy: limits.slowReader },
    subprotocols: route.channel?.subprotocols ?? [],
    read: compileRead(route.channel?.receive, services),
    write: compileWrite(route, services),
    readSent: (payload) => (typeof payload === 'string' ? readSent(Buffer.from(payload), false) : readSent(Buffer.from(payload), true)),
    replay,
    invalid,
    createData: data,
    errorHandlers: route.policy.errorHandlers,
    call: compileGivenCall(route, services),
  };
}
