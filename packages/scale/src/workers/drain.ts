import type { Server, ServerResponse } from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '@typhoon/core';
import { openConnectionsOf } from '@typhoon/core/internal';

/** Milliseconds that connections get to be closed by their clients, once they were told to. */
const NOTICE = 500;
const POLL = 10;

/** Why it ends. */
export interface DrainRunOptions {
  /** True where another process serves in its place already: then `/readyz` says nothing of it, and nobody is waited for. Default: false. */
  readonly isReplaced?: boolean;
}

/** Ends an application without losing a request. */
export interface Drain {
  /** Takes no more connections, answers every request that is on its way, and closes the application. */
  readonly run: (options?: DrainRunOptions) => Promise<void>;
}

/** The response that a connection is busy with: Node's own, which has no public name. */
interface Busy extends net.Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/** How an application is ended. */
export interface DrainOptions {
  /**
   * Milliseconds for which it goes on as before while `/readyz` already says that it ends: as long as those who send it
   * requests need to notice. An orchestrator that asks every second needs some seconds. Default: 0.
   */
  readonly delay?: number;
}

/**
 * Prepares an application to be ended without losing a request. Make it before clients come, run it when a signal does.
 *
 * Closing a Node server also cuts connections that count as idle though their next request is already on the way. So at
 * first only the listening ends, every answer says `Connection: close`, those that are being worked on, too (sessions of HTTP/2
 * get a GOAWAY), and the rest follows half a second later: sockets are closed with 1001, streams end, background work is awaited.
 *
 * @see RFC 9112 §9.6 (Tear-down)
 * @example const drain = createDrain(app); await app.listen({ port: 3000 }); process.once('SIGTERM', () => void drain.run());
 */
export function createDrain(app: Application, { delay = 0 }: DrainOptions = {}): Drain {
  const { server } = app.fastify;
  const connections = new Set<Busy>();
  const add = (connection: Busy): void => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  };
  server.on('connection', add);
  // Over TLS it is this one that is busy with an answer.
  server.on('secureConnection', add);
  let running: Promise<void> | undefined;
  return { run: async ({ isReplaced = false } = {}) => (running ??= drain(app, { server, connections, delay: isReplaced ? undefined : delay })) };
}

interface DrainParts {
  readonly server: Server;
  readonly connections: ReadonlySet<Busy>;
  /** Undefined where nobody has to notice. */
  readonly delay: number | undefined;
}

async function drain(app: Application, { server, connections, delay }: DrainParts): Promise<void> {
  if (delay !== undefined) app.beginDraining();
  if (server.listening) {
    if (delay) await sleep(delay);
    server.prependListener('request', (_request: unknown, response: ServerResponse) => sayGoodbye(response));
    openConnectionsOf(server).announceEnd();
    net.Server.prototype.close.call(server);
    for (const { _httpMessage: response } of connections) if (response) sayGoodbye(response);
    await untilAlone(connections);
  }
  await app.close();
}

/** Sessions of HTTP/2 are told otherwise: there the header is not known, nor is `shouldKeepAlive`. */
function sayGoodbye(response: ServerResponse): void {
  if ('shouldKeepAlive' in response && !response.headersSent) response.setHeader('connection', 'close');
}

async function untilAlone(connections: ReadonlySet<Busy>): Promise<void> {
  const deadline = Date.now() + NOTICE;
  while (Date.now() < deadline && connections.size > 0) await sleep(POLL);
}
