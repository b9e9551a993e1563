// @ts-check
// One room's socket, which comes back.

const SIGNED_OUT = 4401;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/**
 * Emits `open`, `waiting` (closed, and will try again), `message` (a CustomEvent with the message as `detail`) and
 * `signed-out`.
 */
export class Connection extends EventTarget {
  #url;
  /** @type {WebSocket | undefined} */
  #socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #failures = 0;
  #isStopped = false;
  #retryNow = () => this.#retry();

  /** @param {string} room */
  constructor(room) {
    super();
    const url = new URL(`/rooms/${encodeURIComponent(room)}`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    this.#url = url;
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
    this.#socket?.close();
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** @param {object} message */
  send(message) {
    this.#socket?.send(JSON.stringify(message));
  }

  #open() {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#failures = 0;
      this.#emit('open');
    });
    socket.addEventListener('message', ({ data }) => this.#emit('message', JSON.parse(data)));
    socket.addEventListener('close', ({ code }) => this.#closed(code));
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
    if (this.#isStopped || this.#socket?.readyState !== WebSocket.CLOSED) return;
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
