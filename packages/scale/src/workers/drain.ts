import type { Server, ServerResponse } from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '@typhoon/core';

/** Milliseconds that connections get to be closed by their clients, once they were told to. */
const NOTICE = 500;
const POLL = 10;

/** Ends an application without losing a request. */
export interface Drain {
  /** Takes no more connections, answers every request that is on its way, and closes the application. */
  readonly run: () => Promise<void>;
}

/** The response that a connection is busy with: Node's own, which has no public name. */
interface Busy extends net.Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/**
 * Prepares an application to be ended without losing a request. Make it before clients come, run it when a signal does.
 *
 * Closing a Node server also cuts connections that count as idle though their next request is already on the way. So at
 * first only the listening ends, every answer says `Connection: close`, those that are being worked on, too, and the rest
 * follows half a second later: sockets are closed with 1001, streams end, background work is awaited.
 *
 * @see RFC 9112 §9.6 (Tear-down)
 * @example const drain = createDrain(app); await app.listen({ port: 3000 }); process.once('SIGTERM', () => void drain.run());
 */
export function createDrain(app: Application): Drain {
  const { server } = app.fastify;
  const connections = new Set<Busy>();
  server.on('connection', (connection: Busy) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  let running: Promise<void> | undefined;
  return { run: async () => (running ??= drain(app, server, connections)) };
}

async function drain(app: Application, server: Server, connections: ReadonlySet<Busy>): Promise<void> {
  if (server.listening) {
    server.prependListener('request', (_request: unknown, response: ServerResponse) => sayGoodbye(response));
    net.Server.prototype.close.call(server);
    for (const { _httpMessage: response } of connections) if (response) sayGoodbye(response);
    await untilAlone(connections);
  }
  await app.close();
}

function sayGoodbye(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

async function untilAlone(connections: ReadonlySet<Busy>): Promise<void> {
  const deadline = Date.now() + NOTICE;
  while (Date.now() < deadline && connections.size > 0) await sleep(POLL);
}
