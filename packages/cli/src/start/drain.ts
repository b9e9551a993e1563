import type { Server, ServerResponse } from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '@typhoon/core';

/** Milliseconds that connections get to be closed by their clients, once they were told to. */
const NOTICE = 500;
const POLL = 10;

/**
 * Takes no more connections, answers every request that is on its way, and closes.
 *
 * Closing a Node server also cuts connections that count as idle though their next request is already on the way. So at
 * first only the listening ends, every answer says `Connection: close`, and the rest follows a moment later.
 *
 * @see RFC 9112 §9.6 (Tear-down)
 */
export async function drain(app: Application): Promise<void> {
  const server = app.fastify.server;
  if (server.listening) {
    server.prependListener('request', (_request: unknown, response: ServerResponse) => response.setHeader('connection', 'close'));
    net.Server.prototype.close.call(server);
    await untilAlone(server);
  }
  await app.close();
}

async function untilAlone(server: Server): Promise<void> {
  const deadline = Date.now() + NOTICE;
  while (Date.now() < deadline && (await countConnections(server)) > 0) await sleep(POLL);
}

async function countConnections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)));
}
