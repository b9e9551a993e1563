import { Duplex } from 'node:stream';
import type { Server } from 'node:http';

/** A connection that is no socket: what one end writes, the server reads, within the process. One request at a time. */
export class MemoryConnection {
  readonly #stream: Duplex;
  #answered: (answer: string) => void = () => undefined;

  constructor(server: Server) {
    this.#stream = new SocketLike((answer) => this.#answered(answer));
    server.emit('connection', this.#stream);
  }

  /** @returns What the server writes at once, each byte a character: the whole answer, where that is one write. */
  async send(request: Buffer): Promise<string> {
    return new Promise((resolve) => {
      this.#answered = resolve;
      // The server may keep what it is given.
      this.#stream.push(Buffer.from(request));
    });
  }
}

/** What node:http asks of a socket beside reading and writing. */
class SocketLike extends Duplex {
  readonly remoteAddress = '127.0.0.1';
  readonly #answer: (text: string) => void;

  constructor(answer: (text: string) => void) {
    super();
    this.#answer = answer;
  }

  override _read(): void {
    // What is to be read is pushed.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    done();
    this.#answer(chunk.toString('latin1'));
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: () => void): void {
    done();
    this.#answer(Buffer.concat(chunks.map(({ chunk }) => chunk)).toString('latin1'));
  }

  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  destroySoon(): void {
    this.destroy();
  }
}
