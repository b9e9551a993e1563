import { writtenAtOnce } from './fair-turn.js';
import type { OutgoingMessage } from './frame.js';
import type { Transport } from './transport.js';

/** What happens to messages for a peer that reads slower than it is written to. */
export type SlowReaderPolicy = 'wait' | 'drop-oldest' | 'close';

export interface OutboxOptions {
  /** Bytes. */
  readonly limit: number;
  readonly policy: SlowReaderPolicy;
}

/** Whose messages they are. */
export interface OutboxOwner {
  /** The policy says to close. */
  onOverflow(): void;
  /** Everything is written: nothing is held that another outbox would not begin with. */
  onIdle(): void;
}

interface Held {
  readonly message: OutgoingMessage;
  readonly resolve: (isWritten: boolean) => void;
}

interface Written {
  readonly index: number;
  readonly resolve: (isWritten: boolean) => void;
}

const DROPPED = Promise.resolve(false);

/** Beyond this many bytes in the connection's own buffer messages are held here, where they can still be dropped. */
const MAX_PENDING = 65_536;

/**
 * The messages of one socket that are not written yet, bounded.
 *
 * Up to `limit` bytes are held. What comes then: with 'drop-oldest' the oldest go; with 'close' the socket is closed;
 * with 'wait' as much again is held for those who wait, as they should, and the socket is closed after that.
 */
export class Outbox {
  readonly #transport: Transport;
  readonly #options: OutboxOptions;
  readonly #owner: OutboxOwner;
  /** Up to so many bytes are written without being held. */
  readonly #direct: number;
  #held: Held[] | undefined = undefined;
  #heldBytes = 0;
  #written: Written[] | undefined = undefined;
  #count = 0;
  #doneCount = 0;
  #isClosed = false;
  #isReleasing = false;
  #onEmpty: (() => void) | undefined = undefined;

  constructor(transport: Transport, options: OutboxOptions, owner: OutboxOwner) {
    this.#transport = transport;
    this.#options = options;
    this.#owner = owner;
    this.#direct = Math.min(MAX_PENDING, options.limit / 2);
  }

  /** Bytes that wait, in this process. */
  get size(): number {
    return this.#heldBytes + this.#transport.pending;
  }

  /** Resolves to true when the message is written, to false when it never will be. */
  write(message: OutgoingMessage): Promise<boolean> {
    if (this.#isClosed) return DROPPED;
    const { pending } = this.#transport;
    if (this.#held === undefined && (pending === 0 || pending + message.frame.length <= this.#direct)) return this.#writeNow(message);
    if (!this.#makeRoom(message.frame.length)) return DROPPED;
    this.#heldBytes += message.frame.length;
    return new Promise((resolve) => (this.#held ??= []).push({ message, resolve }));
  }

  /** Begins with what was written to the connection before, and is not with the system yet. Resolves as `write` does. */
  adopt(): Promise<boolean> {
    const index = ++this.#count;
    const isWritten = this.#settle(index);
    this.#transport.flush(this.#onWritten);
    return isWritten;
  }

  /** Calls back when nothing is held any more: at once where nothing is. */
  whenEmpty(callback: () => void): void {
    if (this.#held === undefined) callback();
    else this.#onEmpty = callback;
  }

  /** What was not written will not be. */
  close(): void {
    this.#isClosed = true;
    for (const { resolve } of this.#written ?? []) resolve(false);
    for (const { resolve } of this.#held ?? []) resolve(false);
    this.#written = undefined;
    this.#held = undefined;
    this.#heldBytes = 0;
  }

  #writeNow(message: OutgoingMessage): Promise<boolean> {
    const index = ++this.#count;
    this.#transport.write(message, this.#onWritten);
    // The system has taken it: nobody needs to be told later.
    if (this.#transport.pending === 0) return writtenAtOnce(message.frame.length);
    return this.#settle(index);
  }

  #settle(index: number): Promise<boolean> {
    return new Promise((resolve) => (this.#written ??= []).push({ index, resolve }));
  }

  /** One function for all writes: Node then calls those of one tick together. */
  readonly #onWritten = (error?: Error | null): void => {
    this.#doneCount++;
    const isWritten = !this.#isClosed && (error === undefined || error === null);
    const written = this.#written;
    if (written !== undefined) {
      let settled = 0;
      while (settled < written.length && (written[settled] as Written).index <= this.#doneCount) (written[settled++] as Written).resolve(isWritten);
      if (settled === written.length) this.#written = undefined;
      else written.splice(0, settled);
    }
    this.#release();
    if (this.#count === this.#doneCount && this.#held === undefined) this.#owner.onIdle();
  };

  #release(): void {
    const held = this.#held;
    // What is written may be done at once, and call back in here.
    if (held === undefined || this.#isReleasing) return;
    this.#isReleasing = true;
    while (held.length > 0 && this.#transport.pending < this.#direct) {
      const { message, resolve } = held.shift() as Held;
      this.#heldBytes -= message.frame.length;
      void this.#writeNow(message).then(resolve);
    }
    this.#isReleasing = false;
    if (held.length > 0) return;
    this.#held = undefined;
    this.#onEmpty?.();
  }

  /** False where the message has no room. */
  #makeRoom(size: number): boolean {
    const { limit, policy } = this.#options;
    const most = policy === 'wait' ? 2 * limit : limit;
    // A message that is larger than the limit by itself is sent when nothing else waits.
    const fits = (): boolean => this.size === 0 || this.size + size <= most;
    const held = this.#held ?? [];
    while (!fits() && policy === 'drop-oldest' && held.length > 0) {
      const dropped = held.shift() as Held;
      this.#heldBytes -= dropped.message.frame.length;
      dropped.resolve(false);
    }
    if (fits()) return true;
    if (policy !== 'drop-oldest') this.#owner.onOverflow();
    return false;
  }
}
