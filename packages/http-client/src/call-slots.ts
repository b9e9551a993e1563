/** How many calls one host gets at once; what is more waits in line. */
export class CallSlots {
  readonly #size: number;
  readonly #maxQueue: number;
  readonly #queue = new Set<() => void>();
  #taken = 0;

  constructor(size: number, maxQueue: number) {
    this.#size = size;
    this.#maxQueue = maxQueue;
  }

  get active(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  get isFull(): boolean {
    return this.#taken >= this.#size && this.#queue.size >= this.#maxQueue;
  }

  /** Waits for a slot; returns what gives it back, which counts once. Rejects with the signal's reason where that aborts first. */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#taken < this.#size) this.#taken++;
    else await this.#wait(signal);
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      this.#give();
    };
  }

  async #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#queue.delete(enter);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the caller has aborted with
        reject(signal.reason);
      };
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      this.#queue.add(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** The slot goes to who has waited longest, without being free in between. */
  #give(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#taken--;
      return;
    }
    this.#queue.delete(next);
    next();
  }
}
