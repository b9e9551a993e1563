// Shows the channels below the routes of Swagger UI.
import { createConsole } from './channel-console.js';
import { element } from './channel-elements.js';
import { schemesOf } from './channel-credentials.js';

const { document: loading, system } = window.typhoonChannels;
const section = document.getElementById('channels');

try {
  showChannels(await loading);
} catch (error) {
  section.append(element('p', { role: 'alert' }, error.message));
}
section.hidden = false;

function showChannels(api) {
  const blocks = Object.entries(api.channels).map(([id, channel]) => toBlock(id, channel, api));
  section.append(element('h2', { id: 'channels-heading' }, 'Channels'), ...blocks);
  openAddressed();
  addEventListener('hashchange', openAddressed);
}

/** `/docs#channel-chat.join` opens a channel; Swagger UI writes a slash before what it takes for a tag of its own. */
function openAddressed() {
  const block = document.getElementById(decodeURIComponent(location.hash.replace(/^#\/?/, '')));
  if (block?.classList.contains('channel')) {
    block.open = true;
    block.scrollIntoView();
  }
}

function toBlock(id, channel, api) {
  const operations = Object.entries(api.operations).filter(
    ([
      ,
      {
        channel: { $ref },
      },
    ]) => $ref === `#/channels/${id}`,
  );
  const block = element(
    'details',
    { className: 'channel', id: `channel-${id}` },
    element(
      'summary',
      {},
      element('span', { className: 'channel-kind' }, 'WS'),
      element('code', { className: channel['x-deprecated'] ? 'channel-deprecated' : '' }, channel.address),
      element('span', {}, channel.summary ?? '', channel['x-deprecated'] ? ' (deprecated)' : ''),
    ),
  );
  // What is in it is made when it is opened: an application may have many.
  block.addEventListener('toggle', () => fill(block, { id, channel, operations, api }), { once: true });
  return block;
}

function fill(block, { id, channel, operations, api }) {
  const schemes = schemesOf(operations);
  block.append(
    ...(channel.description === undefined ? [] : [element('p', {}, channel.description)]),
    ...(schemes.length === 0 ? [] : [element('p', { className: 'channel-security' }, `Sign-in: ${schemes.map(toWords).join(' or ')}`)]),
    ...operations.map(([, operation]) => toMessages(operation, channel, api)),
    createConsole({ id, channel, operations, api, system }),
  );
}

function toWords(names) {
  return names.length === 0 ? 'none' : names.join(' with ');
}

function toMessages({ action, messages }, channel, api) {
  return element(
    'div',
    { className: 'channel-messages' },
    element('h3', {}, action === 'receive' ? 'Clients send' : 'Clients are sent'),
    ...messages.map(({ $ref }) => {
      const { name, contentType, payload } = api.components.messages[$ref.split('/').at(-1)];
      return element(
        'details',
        {},
        element('summary', {}, element('strong', {}, name), ` ${contentType}`),
        element('pre', { tabIndex: 0 }, JSON.stringify(resolve(payload, api), undefined, 2)),
      );
    }),
  );
}

function resolve(payload, api) {
  return payload.$ref === undefined ? payload : api.components.schemas[payload.$ref.split('/').at(-1)];
}
