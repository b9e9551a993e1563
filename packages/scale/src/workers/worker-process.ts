import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { returnConnections } from './returned-connections.js';
import { WORKERS_KEY, isFromWorker } from './worker-messages.js';
import type { FromPrimary } from './worker-messages.js';

type Wish = Extract<FromPrimary[typeof WORKERS_KEY], 'drain' | 'replace'>;

/** How a worker began. */
export type WorkerStart = { readonly kind: 'listening'; readonly address: string } | { readonly kind: 'failed'; readonly text: string };

/** How a worker ended. */
export interface WorkerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds since it listened; 0 where it never did, however long it took to start. */
  readonly lived: number;
  /** Milliseconds for which it gave no sign of life, where it was ended for that. */
  readonly silence?: number | undefined;
}

/** Milliseconds that a worker gets to end after it has said that all is done. */
const LAST_MOMENT = 500;

/** How often a worker that answers is asked for a sign of life, as a part of the patience with it. */
const PULSE = 0.25;

/** One worker, as the primary sees it. */
export class WorkerProcess {
  readonly started: Promise<WorkerStart>;
  readonly ended: Promise<WorkerEnd>;
  readonly #worker: Worker;
  readonly #patience: number;
  #isLeaving = false;
  /** What it was asked for, which it hears only once it listens. */
  #wish: Wish | undefined;
  #timer: NodeJS.Timeout | undefined;
  #silence: number | undefined;

  /** @param patience Milliseconds in which it has to listen, and from then on to answer; 0 for ever. */
  constructor(patience: number) {
    this.#patience = patience;
    let born: number | undefined;
    this.#worker = cluster.fork();
    returnConnections(this.#worker);
    this.#expectSign();
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code: number | null, signal: NodeJS.Signals | null) => {
        clearTimeout(this.#timer);
        resolve({ code, signal, lived: born === undefined ? 0 : performance.now() - born, silence: this.#silence });
      });
    });
    const said = new Promise<WorkerStart>((resolve) => {
      this.#worker.on('message', (message: unknown) => {
        if (!isFromWorker(message)) return;
        this.#stir();
        if (message[WORKERS_KEY] === 'drained') setTimeout(() => this.kill(), LAST_MOMENT).unref();
        else if (message[WORKERS_KEY] === 'listening') {
          born = performance.now();
          if (this.#wish !== undefined) this.#send(this.#wish);
          resolve({ kind: 'listening', address: message.address });
        } else if (message[WORKERS_KEY] === 'failed') resolve({ kind: 'failed', text: message.text });
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
  async drain(deadline: number, how: Wish = 'drain'): Promise<boolean> {
    this.#isLeaving = true;
    // From now on it is the deadline that ends it.
    clearTimeout(this.#timer);
    this.#wish = how;
    this.#send(how);
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

  #send(what: FromPrimary[typeof WORKERS_KEY]): void {
    const message: FromPrimary = { [WORKERS_KEY]: what };
    if (this.#worker.isConnected()) this.#worker.send(message, () => undefined);
  }

  /** Whatever it says is a sign of life; after a while it is asked for the next. */
  #stir(): void {
    if (this.#isLeaving || this.#patience === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#send('ping');
      this.#expectSign();
    }, this.#patience * PULSE).unref();
  }

  /** Ends what is silent: it hangs while it starts, or its event loop is blocked. To the others it has died. */
  #expectSign(): void {
    if (this.#patience === 0) return;
    this.#timer = setTimeout(() => {
      this.#silence = this.#patience;
      this.#worker.process.kill('SIGKILL');
    }, this.#patience).unref();
  }
}

/** 'with code 1', 'by SIGKILL' */
export function formatEnd({ code, signal, silence }: Pick<WorkerEnd, 'code' | 'signal' | 'silence'>): string {
  if (silence !== undefined) return `by SIGKILL, since it gave no sign of life for ${silence} ms`;
  return signal === null ? `with code ${String(code)}` : `by ${signal}`;
}
