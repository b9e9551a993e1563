import { setTimeout as sleep } from 'node:timers/promises';
import { LIFE, MOST_CRASHES, RestartPolicy } from './restart-policy.js';
import { WorkerProcess, formatEnd } from './worker-process.js';
import type { WorkerEnd, WorkerStart } from './worker-process.js';

/** What a supervisor is made with. */
export interface SupervisorOptions {
  readonly count: number;
  /** Milliseconds that a worker gets to finish what is under way. */
  readonly deadline: number;
  /** Milliseconds for which a worker may give no sign of life; 0 for ever. */
  readonly patience: number;
  readonly tell: (text: string) => void;
}

/** A place that is always taken by a worker. */
interface Place {
  readonly policy: RestartPolicy;
  worker: WorkerProcess;
}

/** Keeps a number of workers running: replaces those that die, reloads them one by one, and ends them all. */
export class Supervisor {
  /** Resolves with the exit code when all is over. */
  readonly ended: Promise<number>;
  readonly #options: SupervisorOptions;
  readonly #places: Place[] = [];
  /** Workers that are on their way in or out, beside those in their places. */
  readonly #others = new Set<WorkerProcess>();
  #end: (code: number) => void = () => undefined;
  #stopping: Promise<void> | undefined;
  #reloading: Promise<void> | undefined;
  #isReloadWanted = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  /** Starts one worker, and where that one listens, the others: a mistake at boot is said once. */
  async start(): Promise<void> {
    const first = await this.#startPlace();
    if (this.#stopping !== undefined) return;
    if (first.kind === 'failed') {
      this.#options.tell(first.text);
      this.#end(1);
      return;
    }
    await Promise.all(Array.from({ length: this.#options.count - 1 }, async () => this.#startPlace()));
    const { count, tell } = this.#options;
    if (this.#stopping === undefined) tell(`Listening at ${first.address} with ${count} ${count === 1 ? 'worker' : 'workers'}`);
  }

  /** Puts a new worker in the place of each old one, one by one: the new one listens before the old one is told to end. */
  async reload(): Promise<void> {
    if (this.#stopping !== undefined) return;
    if (this.#reloading !== undefined) {
      this.#isReloadWanted = true;
      return;
    }
    this.#reloading = this.#reloadAll();
    await this.#reloading;
    this.#reloading = undefined;
    if (!this.#isReloadWanted) return;
    this.#isReloadWanted = false;
    await this.reload();
  }

  /** Lets all workers finish what is under way, and ends. */
  async stop(code = 0): Promise<void> {
    this.#stopping ??= this.#stopAll(code);
    await this.#stopping;
  }

  /** Ends at once, whatever is under way. */
  kill(): void {
    this.#stopping ??= Promise.resolve();
    for (const worker of this.#all()) worker.kill();
    this.#end(1);
  }

  #all(): readonly WorkerProcess[] {
    return [...this.#places.map(({ worker }) => worker), ...this.#others];
  }

  async #startPlace(): Promise<WorkerStart> {
    const worker = new WorkerProcess(this.#options.patience);
    const place: Place = { policy: new RestartPolicy(), worker };
    this.#places.push(place);
    const started = await worker.started;
    const isFirst = this.#places.length === 1;
    if (started.kind === 'failed' && !isFirst) this.#options.tell(started.text);
    // The first worker of all is no loop: its failure ends the whole.
    if (started.kind === 'listening' || !isFirst) void this.#watch(place, worker);
    return started;
  }

  /** Replaces a worker when it dies. */
  async #watch(place: Place, worker: WorkerProcess): Promise<void> {
    const end = await worker.ended;
    if (worker.isLeaving || this.#stopping !== undefined || place.worker !== worker) return;
    const wait = place.policy.next(end.lived);
    if (wait === undefined) {
      this.#giveUp(end);
      return;
    }
    this.#options.tell(`Worker ${String(worker.pid)} ended ${formatEnd(end)}: another one takes its place${wait > 200 ? ` in ${wait} ms` : ''}.`);
    await sleep(wait);
    // A reload may have filled the place meanwhile.
    if (this.#stopping !== undefined || place.worker !== worker) return;
    place.worker = new WorkerProcess(this.#options.patience);
    void this.#watch(place, place.worker);
    const started = await place.worker.started;
    if (started.kind === 'failed') this.#options.tell(started.text);
  }

  #giveUp(end: WorkerEnd): void {
    this.#options.tell(
      `${MOST_CRASHES} workers in a row ended within ${LIFE / 1000} s, the last ${formatEnd(end)}: no more are started. What they wrote before they ended says why.`,
    );
    void this.stop(1);
  }

  async #reloadAll(): Promise<void> {
    const begun = performance.now();
    for (const place of this.#places) {
      // The last worker that went may have taken its time.
      if (this.#stopping !== undefined) return;
      const next = new WorkerProcess(this.#options.patience);
      this.#others.add(next);
      const started = await next.started;
      this.#others.delete(next);
      if (this.#stopping !== undefined) return;
      if (started.kind === 'failed') {
        next.kill();
        this.#options.tell(`${started.text}\nThe old workers go on: nothing is reloaded.`);
        return;
      }
      const old = place.worker;
      place.worker = next;
      void this.#watch(place, next);
      this.#others.add(old);
      const isDone = await old.drain(this.#options.deadline, 'replace');
      this.#others.delete(old);
      if (!isDone) this.#options.tell(`Worker ${String(old.pid)} was not done after ${this.#options.deadline} ms: what was under way there is broken off.`);
    }
    if (this.#stopping === undefined) this.#options.tell(`Reloaded in ${Math.round(performance.now() - begun)} ms`);
  }

  async #stopAll(code: number): Promise<void> {
    const { deadline, tell } = this.#options;
    const done = await Promise.all(this.#all().map(async (worker) => worker.drain(deadline)));
    const isDone = done.every(Boolean);
    if (!isDone) tell('The deadline has passed: what is still under way is broken off.');
    this.#end(isDone ? code : 1);
  }
}
