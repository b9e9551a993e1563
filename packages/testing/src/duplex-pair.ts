import { Duplex } from 'node:stream';

/** Two ends of a connection in memory: what is written to one is read from the other. Node 20 has no `duplexPair`. */
export function createDuplexPair(): readonly [MemoryConnection, MemoryConnection] {
  const [first, second] = [new MemoryConnection(), new MemoryConnection()];
  first.other = second;
  second.other = first;
  return [first, second];
}

/** One end. It has an address, as the server asks for one. */
export class MemoryConnection extends Duplex {
  readonly remoteAddress = '127.0.0.1';
  other: MemoryConnection | undefined = undefined;
  #resume: (() => void) | undefined = undefined;

  override _read(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // Never in the same turn: no network answers before the writer has returned.
    process.nextTick(() => this.other?.accept(chunk, done));
  }

  override _final(done: () => void): void {
    this.other?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // The other end sees that this one is gone, whatever it was.
    if (this.other !== undefined && !this.other.destroyed) process.nextTick(() => this.other?.destroy());
    this.#resume?.();
    done(error);
  }

  accept(chunk: Buffer, done: () => void): void {
    if (this.destroyed || this.push(chunk)) done();
    else this.#resume = done;
  }
}
