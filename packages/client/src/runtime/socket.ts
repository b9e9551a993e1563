import { openStream } from './item-stream.js';
import type { StreamPosition } from './item-stream.js';
import { SocketError } from './socket-error.js';
import { findGlobalSocket } from './socket-factory.js';
import type { WebSocketLike } from './socket-factory.js';
import type { ClientSocket, SocketClosing, SocketDefinition, SocketOperation, SocketOptions } from './socket-types.js';
import type { Send, Transport } from './transport.js';

/**
 * A channel of a generated client.
 *
 * @throws TypeError where there is no `WebSocket`, or a path lacks one of its parameters.
 * @example const chat: SocketOperation<{ room: string }, Said, Told> = socket(transport, { id: 'chat', path: '/rooms/{room}', parameters: { room: 'path' } });
 */
export const socket = <TInput, TSend, TReceive>(transport: Transport, definition: SocketDefinition): SocketOperation<TInput, TSend, TReceive> => {
  const { protocols = [], send = JSON.stringify, receive = readJson } = definition;

  const open = (input?: unknown, options: SocketOptions<unknown> = {}): ClientSocket<unknown, unknown> => {
    const webSocket = transport.options.webSocket ?? findGlobalSocket();
    let messages!: ReadableStreamDefaultController<unknown>;
    const reader = new ReadableStream({ start: (controller) => void (messages = controller) }).getReader();
    let failure: unknown;
    const waiting: unknown[] = [];
    let ws: WebSocketLike | undefined;
    let closing!: SocketError;
    let isAsked = false;
    const note = (code: number, reason: string) => (closing = new SocketError(definition.id, code, reason));
    note(1006, '');
    /** Resolves when the connection has ended, with the error where that was none of ours. */
    let ended: Promise<unknown>;
    let settle!: readonly [open: () => void, refuse: (error: unknown) => void];

    /**
     * A handshake is sent as calls are: with credentials, and in time. Where it was refused, which browsers tell nothing of, the same
     * request without an upgrade says why.
     */
    const connect: Send = async (url, init) => {
      const current = (ws = webSocket(url.replace(/^http/, 'ws'), protocols as string[], Object.fromEntries(init.headers)));
      current.binaryType = 'arraybuffer';
      const opening = new Promise<Response | undefined>((resolve) => {
        ended = new Promise((end) => {
          current.addEventListener('message', ({ data }: { readonly data: string | ArrayBuffer }) => {
            try {
              const message = receive(data);
              messages.enqueue(definition.decode?.(message) ?? message);
            } catch (error) {
              end(error);
            }
          });
          current.addEventListener('close', ({ code, reason }: SocketClosing) => {
            note(code, reason);
            // Neither tells of a mistake; 1005: closed without a code.
            end(isAsked || code === 1000 || code === 1005 ? undefined : closing);
            resolve(undefined);
          });
          init.signal.addEventListener('abort', () => {
            end(init.signal.reason);
            current.close();
          });
        });
        current.addEventListener('open', () => {
          client.subprotocol = current.protocol;
          client.state = 'open';
          options.onOpen?.(write);
          waiting.splice(0).forEach(write);
          settle[0]();
          resolve({ ok: true, status: 101 } as Response);
        });
        // Not every engine closes what has never been open.
        current.addEventListener('error', () => resolve(undefined));
      });
      const response = (await opening) ?? (await transport.fetch(url, init));
      // What answers as if nothing were to be upgraded is no channel.
      if (response.status === 200) throw note(1006, '200');
      return response;
    };

    /** Waits for the end of a connection. */
    // eslint-disable-next-line require-yield -- messages go straight into the inbox: nobody has to read for the next connection to be made
    async function* stay(_response: Response, position: StreamPosition): AsyncGenerator<never> {
      position.attempts = 0;
      const error = await ended;
      ws?.close();
      if (error) throw error as Error;
    }

    const next = async (): Promise<IteratorResult<unknown, void>> => {
      const result = await reader.read();
      if (result.done && failure) throw failure as Error;
      return result;
    };
    const write = (message: unknown) => ws?.send(send(message));
    const onWait = (): void => void (client.state = 'reconnecting');
    const { items } = openStream(transport, { ...definition, method: 'GET' }, input, { retry: 0, ...options }, stay, connect, onWait);
    const client = {
      state: 'connecting' as ClientSocket<unknown, unknown>['state'],
      subprotocol: '',
      opened: new Promise<void>((...both) => (settle = both)),
      closed: items
        .next()
        .catch((error: unknown) => {
          if (!isAsked) failure = error;
        })
        .then(() => {
          client.state = 'closed';
          messages.close();
          settle[1](failure ?? closing);
          const { code, reason } = closing;
          return { code, reason };
        }),
      send: (message: unknown) => {
        if (client.state === 'open') write(message);
        else waiting.push(message);
      },
      close: (code = 1000, reason = '') => {
        if (client.state === 'open') ws?.close(code, reason);
        else {
          note(code, reason);
          void items.return();
        }
        // Platforms refuse some codes: then nothing was asked for.
        isAsked = true;
        return client.closed;
      },
      next: async () => (await next()).value,
      [Symbol.asyncIterator]: () => ({ next }),
    };
    // Who does not look at it learns of it from the loop.
    client.opened.catch(() => undefined);
    return client;
  };

  // The definition stands for the types: the generator has written both.
  return open as unknown as SocketOperation<TInput, TSend, TReceive>;
};

/** A text, also where it came as bytes. */
export const readText = (data: string | ArrayBuffer): string => (typeof data === 'string' ? data : new TextDecoder().decode(data));

const readJson = (data: string | ArrayBuffer): unknown => JSON.parse(readText(data));
