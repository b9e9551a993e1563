import type { MessageGate, MessageVerdict } from '@typhoon/core';
import type { FastifyBaseLogger } from 'fastify';
import type { Flow } from './inbox.js';

/** The socket whose messages wait to be asked about. */
export interface MessageOwner {
  readonly log: FastifyBaseLogger;
  /** Reads a message that may pass. */
  readMessage(data: Buffer, isBinary: boolean): void;
  /** Does what is done about one that may not. */
  refuseMessage(verdict: NonNullable<MessageVerdict>): void;
}

interface Waiting {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** So many may wait for an answer; the peer is then paused until none does. */
const MAX_WAITING = 64;

/**
 * Asks a gate about each message, one after the other: where the answer comes later, as from Redis, those behind wait, and
 * keep their order. Where it comes at once nothing is kept.
 */
export class MessageQueue {
  readonly #gate: MessageGate;
  readonly #owner: MessageOwner;
  readonly #flow: Flow;
  readonly #maxBytes: number;
  readonly #waiting: Waiting[] = [];
  #bytes = 0;
  #isAsking = false;
  #isPaused = false;
  #whenEmpty: (() => void) | undefined = undefined;

  constructor(gate: MessageGate, owner: MessageOwner, flow: Flow, maxBytes: number) {
    this.#gate = gate;
    this.#owner = owner;
    this.#flow = flow;
    this.#maxBytes = maxBytes;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  push(data: Buffer, isBinary: boolean): void {
    if (!this.#isAsking) {
      this.#ask({ data, isBinary });
      return;
    }
    this.#waiting.push({ data, isBinary });
    this.#bytes += data.length;
    if (this.#waiting.length < MAX_WAITING && this.#bytes < this.#maxBytes) return;
    this.#isPaused = true;
    this.#flow.pause();
  }

  /** Calls `done` when none waits any more. */
  whenEmpty(done: () => void): void {
    if (this.#isAsking) this.#whenEmpty = done;
    else done();
  }

  #ask(message: Waiting): void {
    let verdict: MessageVerdict | Promise<MessageVerdict>;
    try {
      verdict = this.#gate(this.#owner.log);
    } catch (error) {
      verdict = error as Error;
    }
    if (verdict instanceof Promise) void this.#wait(message, verdict);
    else this.#settle(message, verdict);
  }

  async #wait(message: Waiting, asked: Promise<MessageVerdict>): Promise<void> {
    this.#isAsking = true;
    const verdict = await asked.catch((error: unknown) => error as Error);
    this.#isAsking = false;
    this.#settle(message, verdict);
    this.#goOn();
  }

  #settle({ data, isBinary }: Waiting, verdict: MessageVerdict): void {
    if (verdict === undefined) this.#owner.readMessage(data, isBinary);
    else {
      // What has come behind it was sent to a socket that is closed.
      if (verdict instanceof Error) this.#waiting.length = 0;
      this.#owner.refuseMessage(verdict);
    }
  }

  #goOn(): void {
    while (!this.#isAsking) {
      const next = this.#waiting.shift();
      if (next === undefined) {
        this.#rest();
        return;
      }
      this.#bytes -= next.data.length;
      this.#ask(next);
    }
  }

  #rest(): void {
    this.#bytes = 0;
    this.#whenEmpty?.();
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#flow.resume();
  }
}
