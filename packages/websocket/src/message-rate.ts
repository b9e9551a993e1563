/** How long a peer may save up what it has not sent. */
const WINDOW = 10_000;

/** Lets so many messages a second through, averaged over ten seconds: a bucket that fills by the millisecond. */
export class MessageRate {
  readonly #perMillisecond: number;
  readonly #capacity: number;
  #tokens: number;
  #at: number;

  constructor(perSecond: number, now: number) {
    this.#perMillisecond = perSecond / 1_000;
    this.#capacity = this.#perMillisecond * WINDOW;
    this.#tokens = this.#capacity;
    this.#at = now;
  }

  /** False for one message too many. */
  take(now: number): boolean {
    if (this.#tokens < 1) {
      this.#tokens = Math.min(this.#capacity, this.#tokens + (now - this.#at) * this.#perMillisecond);
      this.#at = now;
      if (this.#tokens < 1) return false;
    }
    this.#tokens--;
    return true;
  }
}
