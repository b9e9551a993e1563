/** How many places before the first item are kept at least, before the array is cut. */
const SLACK = 64;

/**
 * First in, first out. A Set would do, but whoever asks for its first item walks over what was deleted before it: with 10,000
 * items that was a third of the time of a task.
 */
export class Fifo<TItem> {
  #items: (TItem | undefined)[] = [];
  #first = 0;

  get size(): number {
    return this.#items.length - this.#first;
  }

  get first(): TItem | undefined {
    return this.#items[this.#first];
  }

  add(item: TItem): void {
    this.#items.push(item);
  }

  /** Takes the first one out; undefined where there is none. */
  take(): TItem | undefined {
    if (this.size === 0) return undefined;
    const item = this.#items[this.#first];
    // What is taken is not kept alive.
    this.#items[this.#first++] = undefined;
    if (this.#first >= SLACK && this.#first * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }
}
