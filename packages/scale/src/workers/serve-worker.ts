import cluster from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import type { Application } from '@typhoon/core';
import { createDrain } from './drain.js';
import { WORKERS_KEY, isFromPrimary } from './worker-messages.js';
import type { FromPrimary, FromWorker } from './worker-messages.js';

/** An application that listens, and where: `http://127.0.0.1:3000`. */
export interface ServedApplication {
  readonly app: Application;
  readonly address: string;
}

/** What a worker is made with. */
export interface ServeWorkerOptions {
  readonly serve: () => Promise<ServedApplication>;
  readonly formatFailure: (error: unknown) => string;
  /** Of `createDrain`. */
  readonly delay?: number;
  /** Milliseconds that it gets to end in where the primary, which watches over that, is gone. */
  readonly deadline: number;
}

/** The life of a worker: serves, and ends when the primary says so. Resolves with its exit code. */
export async function serveWorker({ serve, formatFailure, delay = 0, deadline }: ServeWorkerOptions): Promise<number> {
  // Ctrl-C reaches the whole group of processes; the primary says what is to be done.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  const asked = untilAsked();
  let served: ServedApplication;
  try {
    served = await serve();
  } catch (error) {
    await tell({ [WORKERS_KEY]: 'failed', text: formatFailure(error) });
    return 1;
  }
  const drain = createDrain(served.app, { delay });
  await tell({ [WORKERS_KEY]: 'listening', address: served.address });
  const orphaned = untilOrphaned();
  const isReplaced = (await Promise.race([asked, orphaned])) === 'replace';
  const isDone = await Promise.race([drain.run({ isReplaced }).then(() => true), orphaned.then(async () => wait(deadline, false, { ref: false }))]);
  await tell({ [WORKERS_KEY]: 'drained' });
  return isDone ? 0 : 1;
}

/** The primary asks by a message; systemd signals every process of a service. */
async function untilAsked(): Promise<FromPrimary[typeof WORKERS_KEY]> {
  return new Promise((resolve) => {
    process.on('message', (message: unknown) => {
      if (!isFromPrimary(message)) return;
      if (message[WORKERS_KEY] === 'ping') void tell({ [WORKERS_KEY]: 'pong' });
      else resolve(message[WORKERS_KEY]);
    });
    process.on('SIGTERM', () => resolve('drain'));
  });
}

/** The primary is gone, as where it was killed: Node would end the worker at once, with all that is under way. */
async function untilOrphaned(): Promise<void> {
  const { worker } = cluster;
  return new Promise((resolve) => {
    worker?.once('disconnect', () => {
      worker.exitedAfterDisconnect = true;
      resolve();
    });
  });
}

async function tell(message: FromWorker): Promise<void> {
  if (!process.connected) return;
  await new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}
