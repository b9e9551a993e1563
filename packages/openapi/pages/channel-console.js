// Connects to a channel, sends messages that fit, and shows what goes over it.
import { credentialsOf } from './channel-credentials.js';
import { element, labelled } from './channel-elements.js';
import { setCookies, toFields, toQueryPairs, toText } from './channel-fields.js';
import { findMistakes, toExample } from './channel-schema.js';

/** The console of one channel. */
export function createConsole({ id, channel, operations, api, system }) {
  const fields = toFields(channel, api);
  const composer = createComposer(operations, api);
  const status = element('p', { role: 'status', className: 'channel-status' }, 'Not connected.');
  const log = element('ol', { role: 'log', className: 'channel-log', 'aria-label': `Messages of ${id}`, tabIndex: 0 });
  const connect = element('button', { type: 'submit' }, 'Connect');
  const disconnect = element('button', { type: 'button', disabled: true }, 'Disconnect');
  const clear = element('button', { type: 'button' }, 'Clear');
  const form = element(
    'form',
    { className: 'channel-connect' },
    ...fields.map(({ label, control }) => labelled(label, control)),
    element('div', { className: 'channel-buttons' }, connect, disconnect, clear),
  );
  let socket;

  const note = (kind, text) => {
    log.append(element('li', { className: `channel-${kind}` }, element('span', {}, `${NOTES[kind]} `), element('code', {}, text)));
    log.scrollTop = log.scrollHeight;
  };
  const show = (isOpen, text) => {
    status.textContent = text;
    connect.disabled = socket !== undefined;
    disconnect.disabled = socket === undefined;
    composer.setOpen(isOpen);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const credentials = credentialsOf(operations, api, system?.authSelectors.authorized()?.toJS() ?? {});
    setCookies(fields);
    const url = toUrl(channel, api, fields, credentials);
    for (const name of credentials.unsendable) note('problem', `${name}: a browser's WebSocket cannot send it.`);
    const opened = openSocket(url, [...subprotocolsOf(channel), ...credentials.subprotocols]);
    if (typeof opened === 'string') {
      show(false, opened);
      return;
    }
    let hasOpened = false;
    socket = opened;
    socket.binaryType = 'arraybuffer';
    show(false, 'Connecting…');
    socket.addEventListener('open', () => {
      hasOpened = true;
      show(true, socket.protocol === '' ? 'Connected.' : `Connected, speaking ${socket.protocol}.`);
    });
    socket.addEventListener('message', ({ data }) => note('sent', typeof data === 'string' ? data : toHex(data)));
    socket.addEventListener('close', async ({ code, reason }) => {
      socket = undefined;
      if (!hasOpened) {
        show(false, 'Refused: asking why…');
        show(false, await explainRefusal(url, credentials));
        return;
      }
      const text = `Closed with ${code}${reason === '' ? '' : `: ${reason}`}`;
      note('closed', text);
      show(false, text);
    });
  });
  disconnect.addEventListener('click', () => socket?.close(1000));
  clear.addEventListener('click', () => log.replaceChildren());
  composer.onSend((data, text) => {
    socket?.send(data);
    note('received', text);
  });
  return element('div', { className: 'channel-console' }, element('h3', {}, 'Try it out'), form, status, composer.element, log);
}

const NOTES = { sent: '← from the application', received: '→ to the application', closed: '×', problem: '!' };

function subprotocolsOf({ bindings }) {
  return bindings.ws.headers?.properties?.['sec-websocket-protocol']?.enum ?? [];
}

/** Where the channel is: its own server, or the first. Variables have their defaults. */
function toUrl(channel, api, fields, credentials) {
  const name = channel.servers?.[0].$ref.split('/').at(-1) ?? Object.keys(api.servers)[0];
  const { host, protocol, pathname = '', variables = {} } = api.servers[name];
  const fill = (text) => text.replaceAll(/\{([^}]+)\}/g, (whole, variable) => variables[variable]?.default ?? whole);
  const address = channel.address.replaceAll(/\{([^}]+)\}/g, (whole, parameter) => {
    const value = fields.find((field) => field.place === 'path' && field.name === parameter)?.control.value ?? '';
    return parameter === 'wildcard' ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
  // A proxy that says nothing of the prefix it takes away: the page sees it, the application does not.
  const prefix = pathname === '' && host === location.host ? window.typhoonChannels.prefix : '';
  const url = new URL(`${protocol}://${fill(host)}${prefix}${fill(pathname)}${address}`);
  for (const field of fields) if (field.place === 'query') for (const [key, value] of toQueryPairs(field)) url.searchParams.append(key, value);
  for (const [key, value] of credentials.query) url.searchParams.append(key, value);
  return url;
}

/** The socket, or why the browser makes none. */
function openSocket(url, subprotocols) {
  try {
    return new WebSocket(url, subprotocols);
  } catch (error) {
    return `Not connected: ${error.message}`;
  }
}

/** A browser tells pages nothing of a refused handshake: a plain request to the same address is refused for the same reason. */
async function explainRefusal(url, { headers }) {
  const plain = new URL(url);
  plain.protocol = url.protocol === 'wss:' ? 'https:' : 'http:';
  try {
    const answer = await fetch(plain, { headers: [['accept', 'application/json, application/problem+json'], ...headers], cache: 'no-store' });
    // The address has nothing against the request but that it is a plain one, or answers that as well.
    if (answer.status === 426 || answer.ok) return 'Refused, and nobody says why.';
    const body = await answer.text();
    return `Refused with ${answer.status}: ${toReason(body)}`;
  } catch {
    return 'Not reached: there is no connection, or this page may not ask why.';
  }
}

function toReason(body) {
  try {
    const { title, detail, errors } = JSON.parse(body);
    const issues = (Array.isArray(detail) ? detail : (errors ?? [])).map(({ loc = [], msg }) => `${loc.join('.')}: ${msg}`);
    return [title, ...(typeof detail === 'string' && detail !== title ? [detail] : []), ...issues].filter((text) => text !== undefined).join(' · ');
  } catch {
    return body.slice(0, 500);
  }
}

/** Writes messages: one of those the application receives, from an example, checked before it is sent. */
function createComposer(operations, api) {
  const [, receive] = operations.find(([, { action }]) => action === 'receive') ?? [];
  if (receive === undefined) return { element: element('p', {}, 'Clients send nothing here.'), setOpen: () => undefined, onSend: () => undefined };
  const messages = receive.messages.map(({ $ref }) => api.components.messages[$ref.split('/').at(-1)]);
  const schemas = api.components.schemas ?? {};
  const choice = element('select', {}, ...messages.map(({ name }) => element('option', { value: name }, name)));
  const text = element('textarea', { rows: 5, spellcheck: false });
  const mistakes = element('p', { role: 'alert', className: 'channel-mistakes' });
  const send = element('button', { type: 'submit', disabled: true }, 'Send');
  const chosen = () => messages.find(({ name }) => name === choice.value);
  const showExample = () => {
    text.value = toEditable(chosen(), schemas);
    mistakes.textContent = '';
  };
  choice.addEventListener('change', showExample);
  showExample();
  const form = element('form', { className: 'channel-composer' }, labelled('Message', choice), labelled('Content', text), mistakes, send);
  return {
    element: form,
    setOpen: (isOpen) => void (send.disabled = !isOpen),
    onSend: (listener) =>
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        const { data, found } = readMessage(text.value, chosen(), schemas);
        mistakes.textContent = found.join(' · ');
        if (found.length === 0) listener(data, text.value);
      }),
  };
}

function toEditable({ contentType, payload }, schemas) {
  if (contentType === 'application/octet-stream') return '00 ff';
  const example = toExample(payload, schemas);
  return contentType === 'text/plain' ? toText(example) : JSON.stringify(example, undefined, 2);
}

/** What is sent, or what is wrong with it. Bytes are written as hexadecimal digits. */
function readMessage(text, { contentType, payload }, schemas) {
  if (contentType === 'text/plain') return { data: text, found: [] };
  if (contentType === 'application/octet-stream') return readBytes(text);
  try {
    const value = JSON.parse(text);
    return { data: JSON.stringify(value), found: findMistakes(value, payload, schemas) };
  } catch (error) {
    return { data: undefined, found: [`message: is no JSON (${error.message})`] };
  }
}

function readBytes(text) {
  const digits = text.replaceAll(/\s/g, '');
  if (!/^(?:[\da-f]{2})*$/i.test(digits)) return { data: undefined, found: ['message: bytes are pairs of hexadecimal digits, 00 ff'] };
  return { data: Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)), found: [] };
}

function toHex(data) {
  return [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
