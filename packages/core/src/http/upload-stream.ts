import type { UploadDescription } from './upload-file.js';

/** Where the chunks of an `UploadStream` come from. */
export interface ChunkSource {
  /** The next chunk; undefined at the end of the file. @throws what makes the upload fail. */
  readonly next: () => Promise<Uint8Array | undefined>;
  /** Resolves when the rest of the body has been read and found well-formed. */
  readonly finish: () => Promise<void>;
  /** Gives up: nothing more is read. */
  readonly abandon: () => void;
}

/**
 * A file of a multipart form that is read while it arrives, once: nothing is kept, in memory or on disk, and a slow
 * reader slows the client down. Fields stand before the file in the body, so that they are there when the handler runs.
 *
 * Reading throws an `HttpError` with 413 over `maxSize`, with 422 where the body is malformed or a declared field comes
 * after the file, and with 400 where the client goes away: let it pass, and the client is answered with it. The loop
 * ends when the whole body is there and well-formed; only then is anything to be committed.
 *
 * @example for await (const chunk of video) hash.update(chunk);
 * @example await pipeline(video, createWriteStream(path));
 */
export class UploadStream implements UploadDescription, AsyncIterable<Uint8Array> {
  readonly name: string;
  readonly filename: string;
  readonly type: string;
  readonly sniffedType: string | undefined;
  readonly #source: ChunkSource;
  #size = 0;
  #isTaken = false;

  constructor({ name, filename, type, sniffedType }: UploadDescription, source: ChunkSource) {
    this.name = name;
    this.filename = filename;
    this.type = type;
    this.sniffedType = sniffedType;
    this.#source = source;
  }

  /** Bytes read so far. */
  get size(): number {
    return this.#size;
  }

  /** @throws TypeError where the file is being read already: its bytes come once. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#isTaken) throw new TypeError(`The file '${this.name}' is streamed: it can be read once. Keep what you need of it.`);
    this.#isTaken = true;
    return this.#read();
  }

  /** The chunks as a web stream, for `fetch` and the like. */
  stream(): ReadableStream<Uint8Array> {
    const chunks = this[Symbol.asyncIterator]();
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await chunks.return();
      },
    });
  }

  /** What logs and answers show of it: no bytes. */
  toJSON(): Record<string, unknown> {
    const { name, filename, type, size } = this;
    return { name, filename, type, size };
  }

  async *#read(): AsyncGenerator<Uint8Array, void, undefined> {
    let isComplete = false;
    try {
      for (let chunk = await this.#source.next(); chunk !== undefined; chunk = await this.#source.next()) {
        this.#size += chunk.byteLength;
        yield chunk;
      }
      await this.#source.finish();
      isComplete = true;
    } finally {
      if (!isComplete) this.#source.abandon();
    }
  }
}
