/**
 * The signal of one attempt: aborts when its time has passed, and when its worker ends. It is made when it is asked for:
 * `AbortSignal.any` on the signal of a worker, which lives long, costs 40 µs a job (Node 20).
 */
export class JobSignal {
  readonly #worker: AbortSignal;
  #controller: AbortController | undefined;
  #reason: unknown;
  #end: (() => void) | undefined;

  constructor(worker: AbortSignal) {
    this.#worker = worker;
  }

  get signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal;
    this.#controller = new AbortController();
    if (this.#worker.aborted) this.#reason ??= this.#worker.reason;
    else this.#worker.addEventListener('abort', (this.#end = () => this.abort(this.#worker.reason)));
    if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }

  /** The attempt is over: the worker's signal lets go of it. */
  release(): void {
    if (this.#end !== undefined) this.#worker.removeEventListener('abort', this.#end);
  }
}
