/** A stream that is being sent. */
export interface OpenStream {
  /** Ends it: at once where it may end anywhere, otherwise when the time is over. */
  close(): void;
  /** Breaks it off. */
  abort(): void;
}

/** The streams that an application is sending. */
export class OpenStreams {
  readonly #open = new Map<OpenStream, Promise<unknown>>();
  #isClosing = false;

  /** @param closed Settles when everything it stood on is closed. */
  add(stream: OpenStream, closed: Promise<unknown>): void {
    this.#open.set(stream, closed);
    void closed.finally(() => this.#open.delete(stream));
    // A request that was accepted before the application began to close, and whose stream opens only now.
    if (this.#isClosing) stream.close();
  }

  get size(): number {
    return this.#open.size;
  }

  /**
   * Begins to end all of them.
   *
   * @param timeout Milliseconds until those that must not end just anywhere are broken off.
   */
  close(timeout: number): void {
    this.#isClosing = true;
    for (const stream of this.#open.keys()) stream.close();
    const timer = setTimeout(() => {
      for (const stream of this.#open.keys()) stream.abort();
    }, timeout);
    void this.idle().finally(() => clearTimeout(timer));
  }

  /** Resolves when everything that streams stood on is closed. */
  async idle(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open.values());
  }
}

export const kStreams = Symbol.for('typhoon.streams');
