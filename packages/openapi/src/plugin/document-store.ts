import { CachedAnswer } from './cached-answer.js';
import type { OpenApiDocument } from '../document.js';

/** An application stands behind few proxies: what comes from outside shall not fill the memory. */
const MOST_PREFIXES = 10;

/** Builds a document when it is asked for the first time, and keeps it with its texts: routes do not change once the application is ready. */
export class DocumentStore {
  readonly #build: () => OpenApiDocument;
  readonly #below = new Map<string, DocumentStore>();
  #document: OpenApiDocument | undefined;
  #json: CachedAnswer | undefined;
  #yaml: CachedAnswer | undefined;

  constructor(build: () => OpenApiDocument) {
    this.#build = build;
  }

  get document(): OpenApiDocument {
    this.#document ??= this.#build();
    return this.#document;
  }

  /** The document where it has been built already. */
  get built(): OpenApiDocument | undefined {
    return this.#document;
  }

  /** The document as it is seen below what a proxy takes off the path; the same one where servers are named. */
  below(prefix: string | undefined): DocumentStore {
    const isAnywhere = this.document.servers.length === 1 && this.document.servers[0]?.url === '/';
    if (prefix === undefined || !isAnywhere) return this;
    const known = this.#below.get(prefix) ?? new DocumentStore(() => ({ ...this.document, servers: [{ url: prefix }] }));
    if (this.#below.size < MOST_PREFIXES) this.#below.set(prefix, known);
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
