import type { ContractChange } from './contract.js';

/** Collects changes, each once. */
export class ChangeList {
  readonly #changes = new Map<string, ContractChange>();

  breaks(place: string, reason: string): void {
    this.#add({ breaking: true, place, reason });
  }

  allows(place: string, reason: string): void {
    this.#add({ breaking: false, place, reason });
  }

  /** In the order in which they were found. */
  get changes(): readonly ContractChange[] {
    return [...this.#changes.values()];
  }

  #add(change: ContractChange): void {
    const key = `${change.place}\n${change.reason}`;
    if (!this.#changes.has(key)) this.#changes.set(key, change);
  }
}
