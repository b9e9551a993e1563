import type { RouteDefinition } from '@typhoon/core';
import { toDocument } from '../document.js';
import type { DocumentOptions, OpenApiDocument } from '../document.js';
import { DocumentStore } from './document-store.js';
import { mergeDocuments } from './merge-documents.js';
import type { HostDocument } from './merge-documents.js';
import type { PublishedDocument } from './published-document.js';
import { MAIN_DOCUMENT } from './published-document.js';

/** The published documents of an application by name, each built when it is asked for the first time. */
export class DocumentBook {
  /** Makes `@fastify/swagger` write the host's part, which ends in a call of `merge`. Set once it is registered. */
  readHost: () => void = () => undefined;
  readonly #stores = new Map<string, DocumentStore>();
  readonly #routes: () => readonly RouteDefinition[];
  readonly #options: DocumentOptions;
  readonly #main: PublishedDocument;
  #host: HostDocument | undefined;

  constructor(published: readonly PublishedDocument[], routes: () => readonly RouteDefinition[], options: DocumentOptions) {
    this.#routes = routes;
    this.#options = options;
    this.#main = published[0] ?? {};
    for (const document of published) this.#stores.set(document.name ?? MAIN_DOCUMENT, new DocumentStore(() => this.#build(document)));
  }

  /** @throws RangeError when no document has the name. */
  storeOf(name: string = this.#main.name ?? MAIN_DOCUMENT): DocumentStore {
    const store = this.#stores.get(name);
    if (store === undefined) throw new RangeError(`No document is named '${name}'. Published: '${[...this.#stores.keys()].join("', '")}'.`);
    return store;
  }

  read(name?: string): OpenApiDocument {
    return this.storeOf(name).document;
  }

  /** The first document with the host's routes. */
  merge(host: HostDocument): OpenApiDocument {
    this.#host = host;
    return this.read();
  }

  #build(published: PublishedDocument): OpenApiDocument {
    const options = this.#options;
    if (this.#host === undefined) {
      this.readHost();
      // Reading the host's part ends in `merge`, which has built the first document.
      const built = this.storeOf(published.name ?? MAIN_DOCUMENT).built;
      if (built !== undefined) return built;
    }
    const ours = toDocument(this.#routes(), { ...options, ...published, info: { ...options.info, ...published.info } });
    return mergeDocuments(ours, this.#host ?? { paths: {} }, published);
  }
}
