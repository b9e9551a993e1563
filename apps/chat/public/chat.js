// @ts-check
// The page: the door for strangers, rooms for everybody else.
import { api, explain, whoAmI } from './api.js';
import { Connection } from './connection.js';
import { MessageList, setHue } from './message-list.js';
import { RoomList } from './room-list.js';
import { Typists } from './typists.js';

/** Milliseconds between two words that one is typing: others show it for longer than that. */
const TYPING_EVERY = 2_000;

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const door = find('door');
const chat = find('chat');
const nameField = /** @type {HTMLInputElement} */ (find('name'));
const textField = /** @type {HTMLTextAreaElement} */ (find('text'));
const sayForm = /** @type {HTMLFormElement} */ (find('say'));
const sendButton = /** @type {HTMLButtonElement} */ (sayForm.querySelector('button'));

const messages = new MessageList(find('messages'));
const typists = new Typists(find('typing'));
const rooms = new RoomList(find('rooms'), (title) => {
  find('room-title').textContent = title;
  showUnread();
});

let me = '';
let unread = 0;
let toldOfTyping = 0;
/** @type {Connection | undefined} */
let connection;

find('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  find('sign-in-problem').textContent = '';
  try {
    const { name } = await api.people.signIn({ body: { name: nameField.value.trim() } });
    showChat(name);
  } catch (error) {
    find('sign-in-problem').textContent = explain(error) ?? 'The chat cannot be reached.';
    nameField.focus();
  }
});

find('sign-out').addEventListener('click', async () => {
  await api.people.signOut().catch(() => undefined);
  showDoor();
});

sayForm.addEventListener('submit', (event) => {
  event.preventDefault();
  say();
});

textField.addEventListener('keydown', (event) => {
  // While a word is being composed (Japanese, say), Enter belongs to that.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  say();
});

textField.addEventListener('input', () => {
  find('say-problem').textContent = '';
  if (connection?.isOpen !== true || Date.now() - toldOfTyping < TYPING_EVERY) return;
  toldOfTyping = Date.now();
  connection.send({ kind: 'typing' });
});

find('messages').addEventListener('scroll', () => {
  if (messages.isAtEnd) find('to-newest').hidden = true;
});
find('to-newest').addEventListener('click', () => {
  messages.scrollToEnd();
  textField.focus();
});

addEventListener('hashchange', () => {
  if (!chat.hidden) enterRoom();
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  unread = 0;
  showUnread();
});

rooms.follow();
await begin();

async function begin() {
  const name = await whoAmI().catch(() => undefined);
  if (name === undefined) showDoor();
  else showChat(name);
}

function showDoor() {
  connection?.stop();
  chat.hidden = true;
  door.hidden = false;
  document.title = 'Chat';
  nameField.focus();
}

/** @param {string} name */
function showChat(name) {
  me = name;
  find('me').textContent = name;
  door.hidden = true;
  chat.hidden = false;
  enterRoom();
  textField.focus();
}

/** The room that the address names behind its `#`. */
function enterRoom() {
  const room = decodeURIComponent(location.hash.slice(1)) || 'lobby';
  connection?.stop();
  messages.clear();
  typists.clear();
  showPeople([]);
  find('to-newest').hidden = true;
  rooms.enter(room);
  /** @type {HTMLAnchorElement} */ (find('wall-link')).href = `/wall#${room}`;
  showState('Connecting…');
  connection = connect(room);
}

/** @param {string} room */
function connect(room) {
  const connection = new Connection(room);
  connection.addEventListener('open', () => showState(''));
  connection.addEventListener('waiting', async () => {
    showState('Connection lost. Trying again…');
    typists.clear();
    // A socket that is refused does not say why.
    const name = await whoAmI().catch(() => me);
    if (name === undefined) showDoor();
  });
  connection.addEventListener('signed-out', showDoor);
  connection.addEventListener('message', (event) => receive(/** @type {CustomEvent} */ (event).detail));
  connection.start();
  return connection;
}

/** @param {import('./client/models.js').ServerMessage} message */
function receive(message) {
  handlers[message.kind]?.(message);
}

/** One for each kind of message. @type {Record<string, (message: any) => void>} */
const handlers = {
  said: (message) => {
    typists.remove(message.by);
    if (!messages.add(message)) return;
    if (message.by === me) messages.scrollToEnd();
    else find('to-newest').hidden = messages.isAtEnd;
    if (document.hidden) unread++;
    showUnread();
  },
  types: ({ by }) => {
    if (by !== me) typists.add(by);
  },
  present: ({ people }) => showPeople(people),
  refused: ({ reason }) => {
    find('say-problem').textContent = `That was not taken: ${reason}`;
  },
};

function say() {
  const text = textField.value.trim();
  // What is written stays where it is until there is somebody to hear it.
  if (text === '' || connection?.isOpen !== true) return;
  connection.send({ kind: 'say', text });
  textField.value = '';
  toldOfTyping = 0;
}

/** @param {string} state What is wrong; nothing where all is well. */
function showState(state) {
  find('connection').textContent = state;
  sendButton.disabled = state !== '';
}

/** @param {string[]} people */
function showPeople(people) {
  find('people').replaceChildren(
    ...people.map((name) => {
      const item = document.createElement('li');
      item.textContent = name === me ? `${name} (you)` : name;
      setHue(item, name);
      return item;
    }),
  );
}

function showUnread() {
  const title = find('room-title').textContent;
  if (!chat.hidden) document.title = `${unread > 0 ? `(${unread}) ` : ''}${title} · Chat`;
}
