import type { AsyncApiDocument } from '../asyncapi/asyncapi-document.js';
import { DocumentStore } from './document-store.js';

/** The AsyncAPI document of an application, whose servers have names: described once, and written for each host it is asked at. */
export class AsyncApiStore {
  readonly #anywhere: DocumentStore<AsyncApiDocument>;
  readonly #describe: () => (base: string) => AsyncApiDocument;
  #write: ((base: string) => AsyncApiDocument) | undefined;

  /** @param describe Called when the document is asked for the first time. */
  constructor(describe: () => (base: string) => AsyncApiDocument) {
    this.#describe = describe;
    this.#anywhere = new DocumentStore(() => this.#at('http://localhost'));
  }

  /** @param base Where the application is reached: `https://example.com/shop`. Default: 'http://localhost'. */
  at(base: string | undefined): DocumentStore<AsyncApiDocument> {
    return base === undefined ? this.#anywhere : this.#anywhere.variantOf(base, () => this.#at(base));
  }

  /** The origins of servers that name their host: `['wss://chat.example']`. A variable in the host allows any name in its place. */
  origins(): readonly string[] {
    const named = Object.values(this.#at(`http://${NOWHERE}`).servers).filter(({ host }) => host !== NOWHERE);
    const origins = named.map(({ protocol, host }) => `${protocol}://${host.replace(/^[^.:]*\{[^}]*\}[^.:]*/, '*')}`);
    return [...new Set(origins.filter((origin) => /^wss?:\/\/[\w.*:[\]-]+$/.test(origin)))].sort();
  }

  #at(base: string): AsyncApiDocument {
    this.#write ??= this.#describe();
    return this.#write(base);
  }
}

/** @see RFC 6761 §6.4 */
const NOWHERE = 'servers.invalid';
