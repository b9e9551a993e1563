import type { RawWebSocket } from './transport.js';

/** Who is told what happens to a WebSocket of `ws`. */
export interface RawListener {
  onMessage(data: Buffer, isBinary: boolean): void;
  onPong(): void;
  onError(error: Error): void;
  onClose(code: number, reason: string): void;
}

/** A WebSocket that tells its listener itself. */
interface Direct {
  listener: RawListener | undefined;
}

type RawClass = new (...given: any[]) => RawWebSocket & { emit(event: string, ...given: unknown[]): boolean };

/**
 * Makes a server of `ws` create sockets that tell their listener what happens, without a list of listeners for each: a
 * good part of an idle one.
 *
 * @see The option `WebSocket` of `ws.WebSocketServer`: a class that extends its own.
 */
export function emitDirectly({ options }: { readonly options: { WebSocket: RawClass } }): void {
  options.WebSocket = class extends options.WebSocket implements Direct {
    listener: RawListener | undefined = undefined;

    override emit(event: string, first?: unknown, second?: unknown): boolean {
      return (this.listener !== undefined && tell(this.listener, event, first, second)) || super.emit(event, first, second);
    }
  };
}

/** Listens to a WebSocket: to that of another server by functions that all sockets share. */
export function listenTo(ws: RawWebSocket | (RawWebSocket & Direct), listener: RawListener): void {
  if ('listener' in ws) {
    ws.listener = listener;
    return;
  }
  (ws as Owned)[kListener] = listener;
  ws.on('message', onMessage);
  ws.on('pong', onPong);
  ws.on('error', onError);
  ws.on('close', onClose);
}

/** False for what nobody needs to know. */
function tell(listener: RawListener, event: string, first: unknown, second: unknown): boolean {
  if (event === 'message') listener.onMessage(first as Buffer, second as boolean);
  else if (event === 'pong') listener.onPong();
  else if (event === 'error') listener.onError(first as Error);
  else if (event === 'close') listener.onClose(first as number, String(second));
  else return false;
  return true;
}

type Owned = RawWebSocket & { [kListener]?: RawListener };

const kListener = Symbol('typhoon.listener');

function onMessage(this: Owned, data: Buffer, isBinary: boolean): void {
  this[kListener]?.onMessage(data, isBinary);
}

function onPong(this: Owned): void {
  this[kListener]?.onPong();
}

function onError(this: Owned, error: Error): void {
  this[kListener]?.onError(error);
}

function onClose(this: Owned, code: number, reason: Buffer): void {
  this[kListener]?.onClose(code, reason.toString());
}
