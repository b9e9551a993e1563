// @ts-check
// One room's socket, which comes back.
import { api } from './api.js';

const SIGNED_OUT = 4401;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/**
 * Emits `open`, `waiting` (closed, and will try again), `message` (a CustomEvent with the message as `detail`) and
 * `signed-out`.
 */
export class Connection extends EventTarget {
  #room;
  /** @type {ReturnType<typeof api.rooms.talk> | undefined} */
  #socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #failures = 0;
  #isStopped = false;
  #retryNow = () => this.#retry();

  /** @param {string} room */
  constructor(room) {
    super();
    this.#room = room;
  }

  start() {
    addEventListener('online', this.#retryNow);
    this.#open();
  }

  /** For good. */
  stop() {
    this.#isStopped = true;
    removeEventListener('online', this.#retryNow);
    clearTimeout(this.#timer);
    void this.#socket?.close();
  }

  get isOpen() {
    return this.#socket?.state === 'open';
  }

  /** @param {import('./client/models.js').ClientMessage} message */
  send(message) {
    this.#socket?.send(message);
  }

  async #open() {
    const socket = api.rooms.talk({ room: this.#room });
    this.#socket = socket;
    try {
      await socket.opened;
      this.#failures = 0;
      this.#emit('open');
      for await (const message of socket) this.#emit('message', message);
    } catch {
      // How it ended says all.
    }
    this.#closed((await socket.closed).code);
  }

  /** @param {number} code */
  #closed(code) {
    if (this.#isStopped) return;
    if (code === SIGNED_OUT) {
      this.stop();
      this.#emit('signed-out');
      return;
    }
    // Longer each time, and for each page differently: a server that comes back is not met by all of them at once.
    const wait = Math.min(FIRST_WAIT * 2 ** this.#failures++, LONGEST_WAIT) * (0.5 + Math.random() / 2);
    this.#timer = setTimeout(() => this.#open(), wait);
    this.#emit('waiting');
  }

  #retry() {
    if (this.#isStopped || this.#socket?.state !== 'closed') return;
    clearTimeout(this.#timer);
    this.#open();
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  #emit(name, detail) {
    if (!this.#isStopped || name === 'signed-out') this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
