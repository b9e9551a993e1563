import { HttpError, RequestValidationError } from '@typhoon/core';
import { findErrorHandler, isThenable, toError } from '@typhoon/core/internal';
import type { RequestState } from '@typhoon/core/internal';
import { isSendableCode, toClosing } from './close-code.js';
import { GOING_AWAY } from './hub.js';
import type { Hub } from './hub.js';
import type { ServerSocket } from './server-socket.js';
import { SocketError } from './socket.js';

/**
 * Calls the handler, closes what its dependencies opened, then the socket: how it is closed says how all of it ended.
 *
 * No async function: what the wait for its handler holds is a good part of an idle socket.
 *
 * @param state What was read from the request; undefined where nothing was.
 */
export function serveSocket(socket: ServerSocket, hub: Hub, state: RequestState | undefined): void {
  let result: unknown;
  try {
    result = socket.channel.call(socket as never, state?.values ?? NO_VALUES);
  } catch (thrown) {
    void fail(socket, hub, state, thrown);
    return;
  }
  if (!isThenable(result)) void end(socket, hub, state, undefined);
  else {
    void Promise.resolve(result).then(
      () => void end(socket, hub, state, undefined),
      (thrown: unknown) => void fail(socket, hub, state, thrown),
    );
  }
}

const NO_VALUES: readonly unknown[] = [];

async function fail(socket: ServerSocket, hub: Hub, state: RequestState | undefined, thrown: unknown): Promise<void> {
  await end(socket, hub, state, await explain(toError(thrown), socket.channel.errorHandlers));
}

/** The hub is told when the connection is closed and nothing is left. */
async function end(socket: ServerSocket, hub: Hub, state: RequestState | undefined, failure: unknown): Promise<void> {
  const wasClosed = !socket.isOpen;
  const before = failure ?? socket.failure;
  const last = (await state?.teardowns?.close(before, 'serialized')) ?? before;
  report(last, socket, wasClosed);
  if (last !== undefined && last !== socket.failure) {
    const { code, reason } = toClosing(last);
    socket.close(code, reason);
  } else if (hub.isClosing) socket.close(1001, GOING_AWAY);
  else socket.close();
  await socket.closed;
  // What outlives the handler sees how the connection ended.
  const seen = last ?? socket.failure;
  const afterwards = await state?.teardowns?.close(seen);
  if (afterwards !== seen) report(afterwards, socket, true);
  hub.remove(socket);
}

/** Lets the handlers of errors that levels declare speak. A reply makes no sense on a socket: its status does. */
async function explain(error: Error, handlers: ServerSocket['channel']['errorHandlers']): Promise<Error> {
  const handler = findErrorHandler(error, handlers);
  if (handler === undefined) return error;
  try {
    const result = await handler.handle(error as never, undefined as never);
    if (result instanceof Error) return result;
    const { status } = (result ?? {}) as { readonly status?: unknown };
    return typeof status === 'number' && status >= 400 && status <= 599 ? new HttpError(status, { cause: error }) : error;
  } catch (thrown) {
    return toError(thrown);
  }
}

/** What an HTTP error below 500 or a `SocketError` says is said to the peer; everything else is for the log. */
function report(failure: unknown, socket: ServerSocket, wasClosed: boolean): void {
  if (failure === undefined || failure === socket.failure) return;
  if (HttpError.is(failure) && failure.status < 500) return;
  if (RequestValidationError.is(failure)) return;
  if (SocketError.is(failure) && isSendableCode(failure.code)) return;
  // Work that listens to the signal ends with the connection: no news.
  if (wasClosed && (failure as { name?: unknown }).name === 'AbortError') return;
  socket.log.error({ err: failure, socketId: socket.id }, 'The handler of a socket failed');
}
