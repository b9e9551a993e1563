// @ts-check
// The same room without a socket: asks for what comes next, and again when it has come.
import { api, explain, statusOf } from './api.js';
import { MessageList } from './message-list.js';

const messages = new MessageList(/** @type {HTMLElement} */ (document.getElementById('messages')));
const state = /** @type {HTMLElement} */ (document.getElementById('connection'));
const room = decodeURIComponent(location.hash.slice(1)) || 'lobby';
const title = `Wall: ${room}`;
/** @type {HTMLElement} */ (document.getElementById('room-title')).textContent = title;
document.title = title;
addEventListener('hashchange', () => location.reload());

let cursor = 0;
for (;;) {
  try {
    const news = await api.rooms.wait({ room, after: cursor });
    cursor = news.cursor;
    for (const said of news.messages) messages.add(said);
    state.textContent = '';
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) {
      state.textContent = status === 401 ? 'Come in to the chat first, then load this page again.' : (explain(error) ?? '');
      break;
    }
    state.textContent = 'Connection lost. Trying again…';
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
}
