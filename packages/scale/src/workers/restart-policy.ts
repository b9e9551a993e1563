/** Milliseconds that a worker has to live for its end to count as an accident, not as one more of a loop. */
export const LIFE = 10_000;

/** Milliseconds before the first replacement of a loop; each further one waits twice as long. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;

/** How many workers of one place may end in a row before the whole ends. */
export const MOST_CRASHES = 5;

/** When a worker that has died is replaced: at once after a long life, ever later in a loop, and at last no more. */
export class RestartPolicy {
  #crashes = 0;

  /**
   * Milliseconds to wait; undefined where it is no use.
   *
   * @param lived Milliseconds since the worker listened.
   */
  next(lived: number): number | undefined {
    if (lived >= LIFE) this.#crashes = 0;
    this.#crashes++;
    if (this.#crashes >= MOST_CRASHES) return undefined;
    return Math.min(FIRST_WAIT * 2 ** (this.#crashes - 1), LONGEST_WAIT);
  }
}
