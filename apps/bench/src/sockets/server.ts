/**
 * One server of sockets, of the kind that its argument names: `/echo` answers each message, `/idle` waits to be told
 * something. Told over IPC what to do, it answers with what it has cost.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Command, Usage } from './protocol.js';
import { startFastify } from './fastify-server.js';
import { startTyphoon } from './typhoon-server.js';
import { startPlain } from './ws-server.js';

/** A server, and how it tells all sockets of `/idle` something: a promise that resolves when each has been written to. */
export interface SocketServer {
  readonly url: string;
  readonly broadcast: (message: object) => Promise<void> | void;
}

const STARTS: Readonly<Record<string, () => Promise<SocketServer>>> = {
  ws: startPlain,
  fastify: startFastify,
  typhoon: () => startTyphoon('validated'),
  'typhoon raw': () => startTyphoon('raw'),
  'typhoon reading': () => startTyphoon('reading'),
};

const server = await (STARTS[process.argv[2] ?? ''] as () => Promise<SocketServer>)();
process.send?.({ url: server.url });

process.on('message', (command: Command) => {
  void run(command).then((usage) => process.send?.(usage));
});

async function run(command: Command): Promise<Usage> {
  if (command.do === 'broadcast') {
    for (let count = 0; count < command.times; count++) {
      await server.broadcast({ kind: 'news', text: 'x'.repeat(command.size), count });
      await wait(command.pause);
    }
  }
  if (command.do === 'settle') {
    for (let count = 0; count < 3; count++) {
      globalThis.gc?.();
      await wait(100);
    }
  }
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { cpu: user + system, rss, heap: heapUsed, external };
}
