// @ts-check
// Messages as they stand on the page: what people wrote is text, never markup.

/** @typedef {import('./api.js').Said} Said */

/** Messages on the page; older ones are taken away. */
const MAX_MESSAGES = 500;

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export class MessageList {
  #list;

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
  }

  clear() {
    this.#list.replaceChildren();
  }

  /**
   * Adds a message that is not there yet: a page that comes back is told again what it knows.
   *
   * @param {Said} said
   * @returns {boolean} True where it was new.
   */
  add(said) {
    const id = `message-${said.id}`;
    if (document.getElementById(id) !== null) return false;
    const wasAtEnd = this.isAtEnd;
    const item = toItem(said, id);
    const last = /** @type {HTMLElement | null} */ (this.#list.lastElementChild);
    item.classList.toggle('goes-on', last?.dataset['by'] === said.by);
    this.#list.append(item);
    if (this.#list.childElementCount > MAX_MESSAGES) this.#list.firstElementChild?.remove();
    if (wasAtEnd) this.scrollToEnd();
    return true;
  }

  get isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    return scrollHeight - scrollTop - clientHeight < 60;
  }

  scrollToEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}

/**
 * @param {Said} said
 * @param {string} id
 */
function toItem({ by, text, at }, id) {
  const item = document.createElement('li');
  item.id = id;
  item.className = 'message';
  item.dataset['by'] = by;
  const name = document.createElement('span');
  name.className = 'by';
  name.textContent = by;
  setHue(name, by);
  const when = document.createElement('time');
  when.dateTime = at;
  when.textContent = time.format(new Date(at));
  const words = document.createElement('p');
  words.textContent = text;
  item.append(name, when, words);
  return item;
}

/**
 * A colour of each name's own.
 *
 * @param {HTMLElement} element
 * @param {string} name
 */
export function setHue(element, name) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 360;
  element.style.setProperty('--hue', String(sum));
}
