import type { RouteDefinition } from '@typhoon/core';
import { describeAsyncApi } from '../asyncapi/asyncapi-document.js';
import { hasChannel } from '../asyncapi/written-channel.js';
import { toDocument } from '../document.js';
import type { DocumentOptions, OpenApiDocument } from '../document.js';
import { selectRoutes } from '../tag-filter.js';
import { AsyncApiStore } from './asyncapi-store.js';
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
  readonly #channels = new Map<string, AsyncApiStore>();
  readonly #routes: () => readonly RouteDefinition[];
  readonly #options: DocumentOptions;
  readonly #main: PublishedDocument;
  readonly #listeners: (() => void)[] = [];
  #host: HostDocument | undefined;

  constructor(published: readonly PublishedDocument[], routes: () => readonly RouteDefinition[], options: DocumentOptions) {
    this.#routes = routes;
    this.#options = options;
    this.#main = published[0] ?? {};
    for (const document of published) {
      const name = document.name ?? MAIN_DOCUMENT;
      this.#stores.set(name, new DocumentStore(() => this.#build(document)));
      this.#channels.set(name, new AsyncApiStore(() => describeAsyncApi(this.#routes(), this.#optionsOf(document))));
    }
  }

  /** @throws RangeError when no document has the name. */
  storeOf(name: string = this.#main.name ?? MAIN_DOCUMENT): DocumentStore {
    return findNamed(this.#stores, name);
  }

  /** The channels of a document. @throws RangeError when no document has the name. */
  channelsOf(name: string = this.#main.name ?? MAIN_DOCUMENT): AsyncApiStore {
    return findNamed(this.#channels, name);
  }

  /** Calls `listener` now, and each time that there may be a further channel. */
  onChannel(listener: () => void): void {
    this.#listeners.push(listener);
    listener();
  }

  noticeChannel(): void {
    for (const listener of this.#listeners) listener();
  }

  /** True once there is a channel that the document shows. */
  showsChannels(published: PublishedDocument): boolean {
    return selectRoutes(this.#routes(), published).some(hasChannel);
  }

  read(name?: string): OpenApiDocument {
    return this.storeOf(name).document;
  }

  /**
   * Builds the documents before anybody asks for them, where they may hold a conflict that their routes do not show one by
   * one: ids that several plugins gave, ids of webhooks and callbacks, names of the host's schemas.
   *
   * @throws BootError when a document has mistakes.
   */
  assertNoConflict({ hasHostSchemas }: { readonly hasHostSchemas: boolean }): void {
    const ids = this.#routes().map(({ operationId }) => operationId);
    const sendsRequests = this.#options.webhooks !== undefined || this.#routes().some(({ documentation }) => Object.keys(documentation.callbacks).length > 0);
    if (!hasHostSchemas && !sendsRequests && new Set(ids).size === ids.length) return;
    for (const name of this.#stores.keys()) this.read(name);
  }

  /** The first document with the host's routes. */
  merge(host: HostDocument): OpenApiDocument {
    this.#host = host;
    return this.read();
  }

  #build(published: PublishedDocument): OpenApiDocument {
    if (this.#host === undefined) {
      this.readHost();
      // Reading the host's part ends in `merge`, which has built the first document.
      const built = this.storeOf(published.name ?? MAIN_DOCUMENT).built;
      if (built !== undefined) return built;
    }
    const ours = toDocument(this.#routes(), this.#optionsOf(published));
    return mergeDocuments(ours, this.#host ?? { paths: {} }, published);
  }

  #optionsOf(published: PublishedDocument): DocumentOptions {
    return { ...this.#options, ...published, info: { ...this.#options.info, ...published.info } };
  }
}

function findNamed<TStore>(stores: ReadonlyMap<string, TStore>, name: string): TStore {
  const store = stores.get(name);
  if (store === undefined) throw new RangeError(`No document is named '${name}'. Published: '${[...stores.keys()].join("', '")}'.`);
  return store;
}
