import type { Item, NewItem } from './item.js';

/** Items in memory: the place for your database. */
export class ItemStore {
  readonly #items = new Map<number, Item>();

  list(limit: number): Item[] {
    return [...this.#items.values()].slice(0, limit);
  }

  find(id: number): Item | undefined {
    return this.#items.get(id);
  }

  add({ name, price }: NewItem): Item {
    const item = { id: this.#items.size + 1, name, price };
    this.#items.set(item.id, item);
    return item;
  }
}
