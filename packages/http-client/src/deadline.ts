import { setMaxListeners } from 'node:events';

/** A signal that aborts when a time is over, or when another one does. Dispose of it when what it bounds is done. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #parents: readonly AbortSignal[];
  #endsAt: number;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param milliseconds Infinity for no end.
   * @param toReason Makes what it aborts with when the time is over.
   */
  constructor(milliseconds: number, toReason: () => unknown, parents: readonly AbortSignal[]) {
    this.#parents = parents;
    this.#endsAt = performance.now() + milliseconds;
    if (milliseconds <= LONGEST) this.#timer = setTimeout(() => this.#end(toReason()), milliseconds);
    for (const parent of parents) {
      if (parent.aborted) this.#controller.abort(parent.reason);
      else {
        // Many calls of one request are no leak: each lets go of it when it is done.
        setMaxListeners(0, parent);
        parent.addEventListener('abort', this.#follow, { once: true });
      }
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Milliseconds that are left. */
  get left(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** The time no longer counts, the other signals do. */
  stopClock(): void {
    clearTimeout(this.#timer);
  }

  [Symbol.dispose](): void {
    this.stopClock();
    for (const parent of this.#parents) parent.removeEventListener('abort', this.#follow);
  }

  /** A timer may be a fraction of a millisecond early. */
  #end(reason: unknown): void {
    this.#endsAt = performance.now();
    this.#controller.abort(reason);
  }

  // `AbortSignal.any` would do the same, and in Node 20 keeps what it made for as long as the longest-living signal.
  readonly #follow = (event: Event): void => this.#controller.abort((event.target as AbortSignal).reason);
}

/** More is no time that a timer can wait for. */
const LONGEST = 2_147_483_647;
