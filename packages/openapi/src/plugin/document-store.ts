import { CachedAnswer } from './cached-answer.js';
import type { OpenApiDocument } from '../document.js';

/** Builds a document when it is asked for the first time, and keeps it with its texts: routes do not change once the application is ready. */
export class DocumentStore {
  readonly #build: () => OpenApiDocument;
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
