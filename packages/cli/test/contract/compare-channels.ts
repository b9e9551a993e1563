import t from 'tap';
import type { Contract, JsonObject } from '#src/contract/contract.js';
import { tell } from '../fixtures/contracts.js';

const text = { type: 'string' };
const Said = { payload: { type: 'object', properties: { text }, required: ['text'] } };
const Left = { payload: { type: 'object', properties: { by: text }, required: ['by'] } };

/** A contract of one channel: what clients send, and what they get. */
function chat(sent: JsonObject, got: JsonObject, channel: JsonObject = {}, operation: JsonObject = {}): Contract {
  const listed = (messages: JsonObject) => Object.keys(messages).map((name) => ({ $ref: `#/channels/chat/messages/${name}` }));
  const operations = {
    a: { action: 'receive', channel: { $ref: '#/channels/chat' }, messages: listed(sent), ...operation },
    b: { action: 'send', channel: { $ref: '#/channels/chat' }, messages: listed(got) },
  };
  return { openapi: {}, asyncapi: { asyncapi: '3.0.0', channels: { chat: { address: '/chat', messages: { ...sent, ...got }, ...channel } }, operations } };
}

/** The same of channels. */
const CHANNELS: readonly (readonly [string, Contract, Contract, readonly string[]])[] = [
  ['nothing', chat({ Said }, { Left }), chat({ Said }, { Left }), []],
  ['the only message under another name', chat({ Said }, { Left }), chat({ Spoken: Said }, { Left }), []],
  ['a removed channel', chat({ Said }, { Left }), { openapi: {} }, ['!channel chat: is removed']],
  ['a new channel', { openapi: {} }, chat({ Said }, { Left }), ['channel chat: is new']],
  [
    'another address',
    chat({ Said }, { Left }),
    chat({ Said }, { Left }, { address: '/talk' }),
    ["!channel chat: is at '/talk' and was at '/chat': clients connect to the old address"],
  ],
  [
    'a further message to clients',
    chat({ Said }, { Left }),
    chat({ Said }, { Left, Said }),
    ["!channel chat, messages that clients get: 'Said' is new: clients do not know it"],
  ],
  ['a message less to clients', chat({ Said }, { Left, Said }), chat({ Said }, { Said }), ["!channel chat, messages that clients get: 'Left' is removed"]],
  ['a further message of clients', chat({ Said }, { Left }), chat({ Said, Left }, { Left }), ["channel chat, messages that clients send: 'Left' is new"]],
  [
    'a message of clients with more in it',
    chat({ Said }, {}),
    chat({ Said: { payload: { type: 'object', properties: { text, to: text }, required: ['text', 'to'] } } }, {}),
    ['!channel chat, messages that clients send, Said.to: is new and required: clients do not send it'],
  ],
  [
    'a message to clients with more in it',
    chat({}, { Left }),
    chat({}, { Left: { payload: { type: 'object', properties: { by: text, at: text }, required: ['by', 'at'] } } }),
    ['channel chat, messages that clients get, Left.at: is new'],
  ],
  [
    'another encoding',
    chat({ Said }, {}),
    chat({ Said: { ...Said, contentType: 'text/plain' } }, {}),
    ['!channel chat, messages that clients send, Said: is written as text/plain and was as application/json'],
  ],
  [
    'credentials',
    chat({ Said }, {}),
    chat({ Said }, {}, {}, { security: [{ $ref: '#/components/securitySchemes/Key' }] }),
    ['!channel chat, security: asks for other credentials: clients bring the old ones'],
  ],
  [
    'a required query',
    chat({ Said }, {}),
    chat({ Said }, {}, { bindings: { ws: { query: { type: 'object', properties: { key: text }, required: ['key'] } } } }),
    ['!channel chat, query.key: is new and required: clients do not send it'],
  ],
];

for (const [name, before, after, expected] of CHANNELS) {
  t.test(`of a channel, ${name}: ${expected.some((line) => line.startsWith('!')) ? 'breaks' : 'is fine'}`, async (t) => {
    t.strictSame(tell(before, after), expected);
  });
}
