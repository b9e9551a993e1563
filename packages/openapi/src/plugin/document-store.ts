import { CachedAnswer } from './cached-answer.js';
import type { OpenApiDocument } from '../document.js';

/** An application stands behind few proxies: what comes from outside shall not fill the memory. */
const MOST_VARIANTS = 10;

/** Builds a document when it is asked for the first time, and keeps it with its texts: routes do not change once the application is ready. */
export class DocumentStore<TDocument extends object = OpenApiDocument> {
  readonly #build: () => TDocument;
  readonly #variants = new Map<string, DocumentStore<TDocument>>();
  #document: TDocument | undefined;
  #json: CachedAnswer | undefined;
  #yaml: CachedAnswer | undefined;

  constructor(build: () => TDocument) {
    this.#build = build;
  }

  get document(): TDocument {
    this.#document ??= this.#build();
    return this.#document;
  }

  /** The document where it has been built already. */
  get built(): TDocument | undefined {
    return this.#document;
  }

  /** The document as it is seen below what a proxy takes off the path; the same one where servers are named. */
  below(this: DocumentStore, prefix: string | undefined): DocumentStore {
    const isAnywhere = this.document.servers.length === 1 && this.document.servers[0]?.url === '/';
    if (prefix === undefined || !isAnywhere) return this;
    return this.variantOf(prefix, () => ({ ...this.document, servers: [{ url: prefix }] }));
  }

  /** The document as it is seen from elsewhere, kept for a few such places. */
  variantOf(key: string, build: () => TDocument): DocumentStore<TDocument> {
    const known = this.#variants.get(key) ?? new DocumentStore(build);
    if (this.#variants.size < MOST_VARIANTS) this.#variants.set(key, known);
    return known;
  }

  get json(): CachedAnswer {
    this.#json ??= new CachedAnswer(Buffer.from(JSON.stringify(this.document)), { contentType: 'application/json; charset=utf-8', cacheControl: 'no-cache' });
    return this.#json;
  }

  /** @see RFC 9512 (application/yaml) */
  async yaml(): Promise<CachedAnswer> {
    // Loaded when needed: most applications never write YAML.
    const { stringify } = await import('yaml');
    this.#yaml ??= new CachedAnswer(Buffer.from(stringify(this.document, { aliasDuplicateObjects: false })), {
      contentType: 'application/yaml; charset=utf-8',
      cacheControl: 'no-cache',
    });
    return this.#yaml;
  }
}
