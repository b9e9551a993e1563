import { Readable } from 'node:stream';
import type { OpenSource } from './stream-source.js';

/** What a stream of items is made of. */
export interface ItemStreamParts {
  readonly source: OpenSource;
  /** Writes one item. What it throws ends the stream as a failure. */
  readonly write: (item: unknown) => string | Uint8Array;
  readonly keepAlive?: { readonly interval: number; readonly text: string } | undefined;
  /** Closes what the stream stood on, once, before its end is sent. Returns the failure at last, undefined for success. */
  readonly finish: (failure: unknown) => Promise<unknown>;
  /** The last text after a failure; undefined where only a broken connection tells of it. */
  readonly explain: (failure: unknown) => Promise<string | undefined>;
  /** Breaks the connection, as soon as what was written has left. */
  readonly reset: () => void;
}

/**
 * Items, written one after another as somebody reads.
 *
 * The source is asked for an item only when there is room: behind a reader that stops, it stands still, at most one
 * item and two chunks ahead. Items that come at once are sent together; one that comes alone is sent at once.
 */
export class ItemStream extends Readable {
  readonly #parts: ItemStreamParts;
  /** Written, but not yet handed on. */
  #text = '';
  #isFlushScheduled = false;
  #isOpen = false;
  /** There is room for more. */
  #isWanted = false;
  /** An item is on its way. */
  #isAwaiting = false;
  /** What was handed on since others had a turn, in characters and bytes. */
  #turnSize = 0;
  /** No item is asked for any more. */
  #isOver = false;
  #isExhausted = false;
  #settleFirst: ((failure?: unknown) => void) | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(parts: ItemStreamParts) {
    super({ highWaterMark: CHUNK_SIZE });
    this.#parts = parts;
  }

  /**
   * Asks for the first item. Resolves when it is written, or the source is empty, or the stream is opened or stopped before;
   * rejects with a failure until then.
   */
  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#settleFirst = (failure) => {
        this.#settleFirst = undefined;
        if (failure === undefined) resolve();
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown is passed on as it is
        else reject(failure);
      };
      this.#isWanted = true;
      this.#advance();
    });
  }

  /** From here on the headers are on their way: a failure can no longer have a status of its own. */
  open(): void {
    this.#isOpen = true;
    this.#settleFirst?.();
    this.#keepAlive();
    this.#advance();
  }

  /** Stops the source, also where an item is awaited. */
  async stop(): Promise<void> {
    if (!this.#isOver) {
      this.#end();
      this.#settleFirst?.();
    }
    await this.#parts.source.stop();
  }

  /** Ends it behind what was written, as if there were no more; what it stood on sees `failure`. */
  endNow(failure: unknown): void {
    this.#end();
    this.#writeEnd('');
    this.#settleFirst?.();
    void this.#parts.finish(failure);
  }

  /** The source has ended by itself: there is nothing to stop. */
  get isExhausted(): boolean {
    return this.#isExhausted;
  }

  /** No item is asked for any more, though what was written may not have been read yet. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends it as a failure. */
  fail(failure: unknown): void {
    if (!this.#isOver) void this.#finish(failure);
  }

  override _read(): void {
    this.#isWanted = true;
    if (this.#turnSize < CHUNK_SIZE) {
      this.#advance();
      return;
    }
    // A source that has everything at hand would leave nobody else a turn while its reader keeps up.
    setImmediate(() => {
      this.#turnSize = 0;
      this.#advance();
    });
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#end();
    callback(error);
  }

  /** Asks for items while there is room. */
  #advance(): void {
    // Until the headers leave, the first item is enough.
    while (this.#isWanted && !this.#isAwaiting && !this.#isOver && (this.#isOpen || this.#settleFirst !== undefined)) {
      try {
        const step = this.#parts.source.next();
        if (!('then' in step)) this.#accept(step);
        else {
          this.#isAwaiting = true;
          step.then(this.#onStep, this.#onFailure);
        }
      } catch (error) {
        this.#onFailure(error);
      }
    }
  }

  readonly #onStep = (step: IteratorResult<unknown, unknown>): void => {
    this.#isAwaiting = false;
    if (this.#isOver) return;
    this.#accept(step);
    this.#advance();
  };

  readonly #onFailure = (error: unknown): void => {
    this.#isAwaiting = false;
    this.#isExhausted = true;
    this.fail(error);
  };

  #accept(step: IteratorResult<unknown, unknown>): void {
    try {
      if (step.done === true) {
        this.#isExhausted = true;
        void this.#finish(undefined);
        return;
      }
      this.#add(this.#parts.write(step.value));
    } catch (error) {
      this.fail(error);
      return;
    }
    this.#settleFirst?.();
  }

  #add(written: string | Uint8Array): void {
    if (typeof written !== 'string') {
      this.#flush();
      this.#hand(written);
      return;
    }
    this.#text += written;
    if (this.#text.length >= CHUNK_SIZE) this.#flush();
    else if (!this.#isFlushScheduled) {
      this.#isFlushScheduled = true;
      // Runs when every promise that is settled has been followed: what the source has ready leaves together.
      process.nextTick(this.#onTick);
    }
  }

  readonly #onTick = (): void => {
    this.#isFlushScheduled = false;
    this.#flush();
  };

  #flush(): void {
    if (this.#text === '' || this.destroyed) return;
    const text = this.#text;
    this.#text = '';
    this.#hand(text);
  }

  #hand(chunk: string | Uint8Array): void {
    this.#isWanted = false;
    this.#turnSize += chunk.length;
    this.#idle?.refresh();
    this.push(chunk);
  }

  /** Closes what it stood on, then writes its end. */
  async #finish(failure: unknown): Promise<void> {
    this.#end();
    const last = await this.#parts.finish(failure);
    if (last !== undefined && this.#settleFirst !== undefined) {
      this.#settleFirst(last);
      return;
    }
    const text = last === undefined ? '' : await this.#parts.explain(last);
    if (text !== undefined) this.#writeEnd(text);
    else {
      this.#flush();
      this.#parts.reset();
    }
    this.#settleFirst?.();
  }

  #writeEnd(text: string): void {
    this.#text += text;
    this.#flush();
    if (!this.destroyed) this.push(null);
  }

  #end(): void {
    this.#isOver = true;
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  #keepAlive(): void {
    const { keepAlive } = this.#parts;
    if (keepAlive === undefined || this.#isOver) return;
    this.#idle = setTimeout(() => {
      // What is not read yet keeps the connection alive as well.
      if (this.readableLength === 0 && this.#text === '') this.#hand(keepAlive.text);
      this.#idle?.refresh();
    }, keepAlive.interval).unref();
  }
}

/** Characters of text, and bytes, that are handed on at once. */
const CHUNK_SIZE = 16_384;
