// @ts-check
// Who is typing: whoever was said to be, a few seconds ago.

const SHOWN_FOR = 4_000;

export class Typists {
  #line;
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();

  /** @param {HTMLElement} line */
  constructor(line) {
    this.#line = line;
  }

  /** @param {string} name */
  add(name) {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(
      name,
      setTimeout(() => this.remove(name), SHOWN_FOR),
    );
    this.#show();
  }

  /** @param {string} name */
  remove(name) {
    clearTimeout(this.#timers.get(name));
    if (this.#timers.delete(name)) this.#show();
  }

  clear() {
    for (const name of [...this.#timers.keys()]) this.remove(name);
  }

  #show() {
    const names = [...this.#timers.keys()];
    this.#line.textContent =
      names.length === 0 ? '' : names.length > 2 ? 'Several people are typing…' : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing…`;
  }
}
