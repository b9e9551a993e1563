import t from 'tap';
import { filesOf } from '../../fixtures/generated.js';

const ROOM = {
  asyncapi: '3.0.0',
  info: { title: 'Chat', version: '1' },
  channels: {
    'rooms.talk': {
      address: '/rooms/{room}/{kind}',
      summary: 'Be in a room',
      tags: [{ name: 'rooms' }],
      parameters: { room: { 'x-schema': { type: 'integer' } }, kind: { enum: ['open', 'closed'], description: 'Which kind.' } },
      messages: { Say: { payload: { $ref: '#/components/schemas/Say' } }, Said: { payload: { type: 'string' } } },
      bindings: {
        ws: {
          query: { type: 'object', properties: { token: { type: 'string' } }, required: ['token'] },
          headers: { type: 'object', properties: { 'x-trace': { type: 'string' } } },
        },
      },
    },
  },
  operations: {
    in: {
      action: 'receive',
      channel: { $ref: '#/channels/rooms.talk' },
      messages: [{ $ref: '#/channels/rooms.talk/messages/Say' }],
      security: [{ $ref: '#/components/securitySchemes/Key' }],
    },
    out: { action: 'send', channel: { $ref: '#/channels/rooms.talk' }, messages: [{ $ref: '#/channels/rooms.talk/messages/Said' }] },
  },
  components: {
    schemas: { Say: { type: 'object', properties: { text: { type: 'string' } } } },
    securitySchemes: { Key: { type: 'httpApiKey', in: 'cookie', name: 'key' } },
  },
};

t.test('a channel becomes a socket: what the application receives is sent, with parameters, bindings and security', async (t) => {
  const files = await filesOf(ROOM);
  const text = files['rooms.ts'] ?? '';
  t.match(text, "  room: number;\n  /** Which kind. */\n  kind: 'open' | 'closed';\n  token: string;\n  'x-trace'?: string | undefined;");
  t.match(text, 'export type TalkSend = models.Say;');
  t.match(text, 'export type TalkReceive = string;');
  t.match(text, 'readonly talk: SocketOperation<TalkInput, TalkSend, TalkReceive>;');
  t.match(text, "parameters: { room: 'path', kind: 'path', token: 'query', 'x-trace': 'header' },");
  t.match(text, "security: [['Key']],\n    })");
  t.match(files['index.ts'], "Key: apiKey('cookie', 'key')");
});

t.test('a channel that no operation mentions goes both ways; text is text; other schema languages are unknown', async (t) => {
  const channels = {
    notes: { address: 'notes', messages: { a: { contentType: 'text/plain' } } },
    avro: { address: '/avro', messages: { a: { payload: { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: { type: 'record' } } } } },
    silent: { messages: {} },
  };
  const text = (await filesOf({ ...ROOM, channels, operations: {} }))['default.ts'] ?? '';
  t.match(text, 'export type NotesSend = string;\n\nexport type NotesReceive = string;');
  t.match(text, "path: '/notes',\n      send: String,\n      receive: readText,");
  t.match(text, 'export type AvroSend = unknown;');
  t.notMatch(text, 'silent');
});

t.test('a reply goes the other way, through the channel that it names or that of its request', async (t) => {
  const message = (type: string) => ({ payload: { type } });
  const messages = (channel: string, ...names: readonly string[]) => names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` }));
  const channels = {
    same: { address: '/same', messages: { ask: message('string'), answer: message('integer'), other: message('boolean') } },
    asks: { address: '/asks', messages: { ask: message('string') } },
    answers: { address: '/answers', messages: { answer: message('integer'), error: message('boolean') } },
    asked: { address: '/asked', messages: { ask: message('string'), answer: message('integer') } },
    unsaid: { address: '/unsaid', messages: { ask: message('string') } },
  };
  const channel = (name: string) => ({ channel: { $ref: `#/channels/${name}` } });
  const operations = {
    same: { action: 'receive', ...channel('same'), messages: messages('same', 'ask'), reply: { messages: messages('same', 'answer') } },
    asks: { action: 'receive', ...channel('asks'), reply: { $ref: '#/components/replies/Answers' } },
    asked: { action: 'send', ...channel('asked'), messages: messages('asked', 'ask'), reply: { ...channel('asked'), messages: messages('asked', 'answer') } },
    unsaid: { action: 'receive', ...channel('unsaid'), reply: { address: { location: '$message.header#/replyTo' } } },
  };
  const text = (await filesOf({ ...ROOM, channels, operations, components: { replies: { Answers: channel('answers') } } }))['default.ts'] ?? '';
  const rows = {
    Same: ['string', 'number'],
    Asks: ['string', 'never'],
    Answers: ['never', 'number | boolean'],
    Asked: ['number', 'string'],
    Unsaid: ['string', 'never'],
  };
  for (const [name, [sent, received]] of Object.entries(rows)) {
    t.match(text, `export type ${name}Send = ${sent};\n\nexport type ${name}Receive = ${received};`, name);
  }
});
