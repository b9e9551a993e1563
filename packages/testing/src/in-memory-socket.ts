import type { Application } from '@typhoon/core';
import { WebSocket } from 'ws';
import { createDuplexPair } from './duplex-pair.js';

/**
 * A WebSocket of `ws` that knows no network. It stands in a file of its own, which no public declaration imports: those who
 * install this package need not have the types of `ws`.
 */
export function connectInMemory(app: Application, path: string, protocols: readonly string[], headers: Readonly<Record<string, string>>) {
  const [ours, theirs] = createDuplexPair();
  app.fastify.server.emit('connection', theirs);
  // The types ask for a socket of the network; any duplex stream does.
  const ws = new WebSocket(`ws://localhost${path}`, [...protocols], { headers, createConnection: () => ours as never });
  return { ws, connection: ours };
}
