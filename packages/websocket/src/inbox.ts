/** What makes the peer wait, and lets it go on. */
export interface Flow {
  readonly pause: () => void;
  readonly resume: () => void;
}

interface Reader<TMessage> {
  readonly resolve: (result: IteratorResult<TMessage, undefined>) => void;
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** So many messages, or bytes, may wait to be read; the peer is then paused until half of them are. */
const MAX_MESSAGES = 1_024;

/** The messages of one socket that are not read yet, in their order. What is there when the connection closes can still be read. */
export class Inbox<TMessage> {
  readonly #flow: Flow;
  readonly #maxBytes: number;
  #messages: TMessage[] = [];
  #sizes: number[] = [];
  #first = 0;
  #bytes = 0;
  #isPaused = false;
  #isEnded = false;
  #readers: Reader<TMessage>[] | undefined = undefined;

  constructor(flow: Flow, maxBytes: number) {
    this.#flow = flow;
    this.#maxBytes = maxBytes;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  push(message: TMessage, size: number): void {
    if (this.#isEnded) return;
    const reader = this.#readers?.shift();
    if (reader !== undefined) {
      reader.resolve({ done: false, value: message });
      return;
    }
    this.#messages.push(message);
    this.#sizes.push(size);
    this.#bytes += size;
    if (this.#isPaused || (this.#length < MAX_MESSAGES && this.#bytes < this.#maxBytes)) return;
    this.#isPaused = true;
    this.#flow.pause();
  }

  /** The next message, when it is there; the end, when nothing more will come. */
  read(): Promise<IteratorResult<TMessage, undefined>> {
    if (this.#length > 0) return Promise.resolve({ done: false, value: this.#take() });
    if (this.#isEnded) return Promise.resolve(DONE);
    return new Promise((resolve) => (this.#readers ??= []).push({ resolve }));
  }

  /** Stops those who wait for a message. */
  cancel(read: (result: IteratorResult<TMessage, undefined>) => void): void {
    const index = this.#readers?.findIndex(({ resolve }) => resolve === read) ?? -1;
    if (index !== -1) this.#readers?.splice(index, 1);
  }

  /** As `read`, for who may stop waiting: `cancel` with the same function. */
  readWith(resolve: (result: IteratorResult<TMessage, undefined>) => void): void {
    if (this.#length > 0) resolve({ done: false, value: this.#take() });
    else if (this.#isEnded) resolve(DONE);
    else (this.#readers ??= []).push({ resolve });
  }

  /** Nothing more will come. */
  end(): void {
    this.#isEnded = true;
    for (const { resolve } of this.#readers ?? []) resolve(DONE);
    this.#readers = undefined;
  }

  /** Nobody will read what is there. */
  clear(): void {
    this.#messages = [];
    this.#sizes = [];
    this.#first = 0;
    this.#bytes = 0;
  }

  get #length(): number {
    return this.#messages.length - this.#first;
  }

  #take(): TMessage {
    const message = this.#messages[this.#first] as TMessage;
    this.#messages[this.#first] = undefined as TMessage;
    this.#bytes -= this.#sizes[this.#first++] as number;
    // A shift of a long list moves all of it: what has been read is cut off now and then.
    if (this.#first === this.#messages.length) this.clear();
    else if (this.#first >= MAX_MESSAGES) {
      this.#messages = this.#messages.slice(this.#first);
      this.#sizes = this.#sizes.slice(this.#first);
      this.#first = 0;
    }
    if (this.#isPaused && this.#length <= MAX_MESSAGES / 2 && this.#bytes <= this.#maxBytes / 2) {
      this.#isPaused = false;
      this.#flow.resume();
    }
    return message;
  }
}
