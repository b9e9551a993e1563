import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { returnConnections } from './returned-connections.js';
import { WORKERS_KEY, isFromWorker } from './worker-messages.js';
import type { FromPrimary } from './worker-messages.js';

/** How a worker began. */
export type WorkerStart = { readonly kind: 'listening'; readonly address: string } | { readonly kind: 'failed'; readonly text: string };

/** How a worker ended. */
export interface WorkerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds since it listened; 0 where it never did, however long it took to start. */
  readonly lived: number;
}

/** Milliseconds that a worker gets to end after it has said that all is done. */
const LAST_MOMENT = 500;

/** One worker, as the primary sees it. */
export class WorkerProcess {
  readonly started: Promise<WorkerStart>;
  readonly ended: Promise<WorkerEnd>;
  readonly #worker: Worker;
  #isLeaving = false;

  constructor() {
    let born: number | undefined;
    this.#worker = cluster.fork();
    returnConnections(this.#worker);
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code: number | null, signal: NodeJS.Signals | null) =>
        resolve({ code, signal, lived: born === undefined ? 0 : performance.now() - born }),
      );
    });
    const said = new Promise<WorkerStart>((resolve) => {
      this.#worker.on('message', (message: unknown) => {
        if (!isFromWorker(message)) return;
        if (message[WORKERS_KEY] === 'drained') setTimeout(() => this.kill(), LAST_MOMENT).unref();
        else if (message[WORKERS_KEY] === 'listening') {
          born = performance.now();
          resolve({ kind: 'listening', address: message.address });
        } else resolve({ kind: 'failed', text: message.text });
      });
    });
    const silent = this.ended.then((end): WorkerStart => ({ kind: 'failed', text: `A worker ended while it started, ${formatEnd(end)}.` }));
    this.started = Promise.race([said, silent]);
    // What cannot be sent to it any more is told by `ended`.
    this.#worker.on('error', () => undefined);
  }

  get pid(): number | undefined {
    return this.#worker.process.pid;
  }

  /** True from the moment at which it was asked to end. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** Asks it to finish what is under way, and to end. Resolves with whether it did so in time. */
  async drain(deadline: number, how: FromPrimary[typeof WORKERS_KEY] = 'drain'): Promise<boolean> {
    this.#isLeaving = true;
    const message: FromPrimary = { [WORKERS_KEY]: how };
    if (this.#worker.isConnected()) this.#worker.send(message, () => undefined);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.kill();
    }, deadline);
    await this.ended;
    clearTimeout(timer);
    return !isLate;
  }

  kill(): void {
    this.#isLeaving = true;
    this.#worker.process.kill('SIGKILL');
  }
}

/** 'with code 1', 'by SIGKILL' */
export function formatEnd({ code, signal }: Pick<WorkerEnd, 'code' | 'signal'>): string {
  return signal === null ? `with code ${String(code)}` : `by ${signal}`;
}
