// @ts-check
// The rooms, as the ticker tells of them.
import { api } from './api.js';

/** @typedef {import('./client/models.js').Room} Room */

/** Milliseconds. */
const RETRY_AFTER = 3_000;

export class RoomList {
  #list;
  /** @type {Map<string, Room>} */
  #rooms = new Map();
  /** How much was said in each room when one was last there. @type {Map<string, number>} */
  #seen = new Map();
  #current = '';
  /** @type {(title: string) => void} */
  #onTitle;

  /**
   * @param {HTMLElement} list
   * @param {(title: string) => void} onTitle Told the title of the room one is in.
   */
  constructor(list, onTitle) {
    this.#list = list;
    this.#onTitle = onTitle;
  }

  /** Listens as long as the page is open: the client comes back by itself, and asks again where the server has said no. */
  async follow() {
    const leaving = new AbortController();
    // Without this, a browser that stays on the page it left keeps the connection.
    addEventListener('pagehide', () => leaving.abort());
    while (!leaving.signal.aborted) {
      try {
        for await (const { data } of api.ticker.ticks(undefined, { signal: leaving.signal })) this.#update(data);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
      }
    }
  }

  /** @param {string} name */
  enter(name) {
    this.#current = name;
    this.#rooms.forEach((room) => this.#update(room));
  }

  /** @param {Room} room */
  #update(room) {
    const { name, title, said } = room;
    this.#rooms.set(name, room);
    // After a restart of the server it counts from the beginning.
    if (name === this.#current || !this.#seen.has(name) || (this.#seen.get(name) ?? 0) > said) this.#seen.set(name, said);
    if (name === this.#current) this.#onTitle(title);
    const item = toItem(room, { isCurrent: name === this.#current, unread: said - (this.#seen.get(name) ?? 0) });
    const before = this.#list.querySelector(`#${item.id}`);
    if (before === null) this.#list.append(item);
    // Exchanged only where something has changed: a link that has the focus keeps it.
    else if (before.outerHTML !== item.outerHTML) exchange(before, item);
  }
}

/**
 * @param {Room} room
 * @param {{ isCurrent: boolean, unread: number }} state
 */
function toItem({ name, title, people }, { isCurrent, unread }) {
  const item = document.createElement('li');
  item.id = `room-${name}`;
  const link = document.createElement('a');
  link.href = `#${name}`;
  if (isCurrent) link.setAttribute('aria-current', 'page');
  link.append(title, badge('count', String(people), people === 1 ? ' person' : ' people'));
  if (unread > 0) link.append(badge('unread', String(unread), ' new'));
  item.append(link);
  return item;
}

/**
 * @param {string} className
 * @param {string} number
 * @param {string} words For those who hear the page.
 */
function badge(className, number, words) {
  const badge = document.createElement('span');
  badge.className = className;
  const unit = document.createElement('span');
  unit.className = 'for-readers';
  unit.textContent = words;
  badge.append(' ', number, unit);
  return badge;
}

/**
 * @param {Element} before
 * @param {HTMLElement} after
 */
function exchange(before, after) {
  const hadFocus = before.contains(document.activeElement);
  before.replaceWith(after);
  if (hadFocus) after.querySelector('a')?.focus();
}
