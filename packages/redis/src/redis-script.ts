import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A script that runs on the server in one step, named by its digest; it is sent once to a server that does not know it. */
export class RedisScript {
  readonly #text: string;
  readonly #digest: string;

  constructor(text: string) {
    this.#text = text;
    this.#digest = createHash('sha1').update(text).digest('hex');
  }

  /** Resolves to what it returns: texts as bytes, and null for nothing. */
  async run(client: Redis, keys: readonly string[], args: readonly (string | number | Buffer)[]): Promise<unknown> {
    try {
      return await client.callBuffer('EVALSHA', this.#digest, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return client.callBuffer('EVAL', this.#text, keys.length, ...keys, ...args);
    }
  }
}
