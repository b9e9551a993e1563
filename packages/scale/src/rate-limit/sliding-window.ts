/** Into how many parts a window is cut: what is used comes back up to a sixtieth of the window late, never early. */
export const SLOTS = 60;

/**
 * What was counted in the last so many milliseconds.
 *
 * Counts are kept by sixtieths of the window, and a sixtieth counts until its last moment is out of the window: in no span
 * of that length, wherever it begins, is more counted than the limit. It holds 61 pairs of numbers at most.
 */
export class SlidingWindow {
  readonly #size: number;
  readonly #slots: number[] = [];
  readonly #counts: number[] = [];
  #used = 0;

  /** @param window Milliseconds. */
  constructor(window: number) {
    this.#size = window / SLOTS;
  }

  /** What counts at this moment. */
  used(now: number): number {
    const first = this.#slotOf(now) - SLOTS;
    while (this.#slots.length > 0 && (this.#slots[0] as number) < first) {
      this.#slots.shift();
      this.#used -= this.#counts.shift() as number;
    }
    return this.#used;
  }

  add(now: number, count: number): void {
    const slot = this.#slotOf(now);
    this.#used += count;
    if (this.#slots.at(-1) === slot) this.#counts[this.#counts.length - 1] = (this.#counts.at(-1) as number) + count;
    else {
      this.#slots.push(slot);
      this.#counts.push(count);
    }
  }

  /** Milliseconds until so much of what counts comes back; a whole window where there never is so much. Call `used` before. */
  until(now: number, wanted: number): number {
    let back = 0;
    for (const [index, slot] of this.#slots.entries()) {
      back += this.#counts[index] as number;
      if (back >= wanted) return (slot + SLOTS + 1) * this.#size - now;
    }
    return (SLOTS + 1) * this.#size;
  }

  #slotOf(now: number): number {
    return Math.floor(now / this.#size);
  }
}
