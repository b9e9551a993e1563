/** What makes the peer wait, and lets it go on. */
export interface Flow {
  readonly pause: () => void;
  readonly resume: () => void;
}

type Read<TMessage> = (result: IteratorResult<TMessage, undefined>) => void;

interface Waiting<TMessage> {
  readonly message: TMessage;
  readonly size: number;
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** So many messages, or bytes, may wait to be read; the peer is then paused until half of them are. */
const MAX_MESSAGES = 1_024;

/**
 * The messages of one socket that are not read yet, in their order. What is there when the connection closes can still be
 * read. Most of the time nothing is there and one reader waits: lists are made when they are needed, and let go.
 */
export class Inbox<TMessage> implements AsyncIterator<TMessage, undefined> {
  readonly #flow: Flow;
  readonly #maxBytes: number;
  #messages: Waiting<TMessage>[] | undefined = undefined;
  /** The first of the messages that is not read. */
  #first = 0;
  #bytes = 0;
  #isPaused = false;
  #isEnded = false;
  #reader: Read<TMessage> | undefined = undefined;
  /** Those who wait behind it. */
  #others: Read<TMessage>[] | undefined = undefined;

  constructor(flow: Flow, maxBytes: number) {
    this.#flow = flow;
    this.#maxBytes = maxBytes;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  get isEmpty(): boolean {
    return this.#messages === undefined;
  }

  push(message: TMessage, size: number): void {
    if (this.#isEnded) return;
    const reader = this.#reader;
    if (reader !== undefined) {
      this.#advance();
      reader({ done: false, value: message });
      return;
    }
    this.#messages ??= [];
    this.#messages.push({ message, size });
    this.#bytes += size;
    if (this.#isPaused || (this.#length < MAX_MESSAGES && this.#bytes < this.#maxBytes)) return;
    this.#isPaused = true;
    this.#flow.pause();
  }

  /** The next message, when it is there; the end, when nothing more will come. */
  next(): Promise<IteratorResult<TMessage, undefined>> {
    if (this.#messages !== undefined) return Promise.resolve({ done: false, value: this.#take(this.#messages) });
    if (this.#isEnded) return Promise.resolve(DONE);
    return new Promise((resolve) => this.#wait(resolve));
  }

  /** As `next`, for who may stop waiting: `cancel` with the same function. */
  readWith(resolve: Read<TMessage>): void {
    if (this.#messages !== undefined) resolve({ done: false, value: this.#take(this.#messages) });
    else if (this.#isEnded) resolve(DONE);
    else this.#wait(resolve);
  }

  /** The next message; undefined at the end, and where none comes in so many milliseconds. */
  receive(timeout: number | undefined): Promise<TMessage | undefined> {
    return new Promise((resolve) => {
      const read = (result: IteratorResult<TMessage, undefined>): void => {
        clearTimeout(timer);
        resolve(result.value);
      };
      const giveUp = (): void => {
        this.cancel(read);
        resolve(undefined);
      };
      const timer = timeout === undefined ? undefined : setTimeout(giveUp, timeout);
      this.readWith(read);
    });
  }

  /** Stops those who wait for a message. */
  cancel(read: Read<TMessage>): void {
    if (this.#reader === read) this.#advance();
    else this.#others = this.#others?.filter((other) => other !== read);
  }

  /** Nothing more will come. */
  end(): void {
    this.#isEnded = true;
    while (this.#reader !== undefined) {
      const reader = this.#reader;
      this.#advance();
      reader(DONE);
    }
  }

  #wait(read: Read<TMessage>): void {
    if (this.#reader === undefined) this.#reader = read;
    else (this.#others ??= []).push(read);
  }

  #advance(): void {
    this.#reader = this.#others?.shift();
    if (this.#reader === undefined) this.#others = undefined;
  }

  get #length(): number {
    return (this.#messages?.length ?? 0) - this.#first;
  }

  #take(messages: Waiting<TMessage>[]): TMessage {
    const { message, size } = messages[this.#first] as Waiting<TMessage>;
    messages[this.#first++] = READ;
    this.#bytes -= size;
    // A shift of a long list moves all of it: what has been read is cut off now and then.
    if (this.#first === messages.length) this.#keep(undefined);
    else if (this.#first >= MAX_MESSAGES) this.#keep(messages.slice(this.#first));
    if (this.#isPaused && this.#length <= MAX_MESSAGES / 2 && this.#bytes <= this.#maxBytes / 2) {
      this.#isPaused = false;
      this.#flow.resume();
    }
    return message;
  }

  #keep(messages: Waiting<TMessage>[] | undefined): void {
    this.#messages = messages;
    this.#first = 0;
  }
}

/** Stands where a message was, so that it is held no longer. */
const READ: Waiting<never> = { message: undefined as never, size: 0 };
