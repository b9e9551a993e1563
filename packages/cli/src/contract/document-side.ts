import { isObject } from './contract.js';
import type { JsonObject } from './contract.js';

/** One of the two documents: finds what its references mean. */
export class DocumentSide {
  readonly #document: JsonObject;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  get document(): JsonObject {
    return this.#document;
  }

  /**
   * What a value stands for: references are followed, also those that lead to another one. What leads nowhere, or in a
   * circle, stands for an empty object.
   */
  resolve(value: unknown): JsonObject {
    const seen = new Set<unknown>();
    let found = value;
    while (isObject(found) && typeof found['$ref'] === 'string') {
      if (seen.has(found)) return {};
      seen.add(found);
      found = this.find(found['$ref']);
    }
    return isObject(found) ? found : {};
  }

  /** '#/components/schemas/Item' → that schema. @see RFC 6901 */
  find(reference: string): unknown {
    if (reference === '#') return this.#document;
    if (!reference.startsWith('#/')) return undefined;
    let found: unknown = this.#document;
    for (const part of reference.slice(2).split('/')) {
      const name = decode(part).replaceAll('~1', '/').replaceAll('~0', '~');
      const isThere = typeof found === 'object' && found !== null && Object.hasOwn(found, name);
      if (!isThere) return undefined;
      found = (found as JsonObject)[name];
    }
    return found;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
