import type { ContractChange } from './contract.js';

/** Collects changes, each once. */
export class ChangeList {
  readonly #changes: Map<string, ContractChange>;
  readonly #reader: string;

  constructor(changes = new Map<string, ContractChange>(), reader = 'clients') {
    this.#changes = changes;
    this.#reader = reader;
  }

  /** The same list, for what the application sends to others: the reasons, which speak of clients, speak of receivers. */
  forReceivers(): ChangeList {
    return new ChangeList(this.#changes, 'receivers');
  }

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

  #add({ breaking, place, reason: ofClients }: ContractChange): void {
    const reason = ofClients.replace(CONSEQUENCE, (text) => text.replaceAll('clients', this.#reader));
    const key = `${place}\n${reason}`;
    if (!this.#changes.has(key)) this.#changes.set(key, { breaking, place, reason });
  }
}

/** What a change means to others stands at the end: 'is removed: clients read it'. Values of the documents stand before. */
const CONSEQUENCE = /: [^:]*$/;
