import t from 'tap';
import { app } from '#src/documents/channels.js';

t.teardown(() => app.close());

t.test('serves the document of the channels', async (t) => {
  const document = (await app.inject({ url: '/asyncapi.json', headers: { host: 'chat.example' } })).json();
  t.match(document, {
    asyncapi: '3.0.0',
    servers: { default: { host: 'chat.example', protocol: 'ws' } },
    channels: { 'rooms.talk': { address: '/rooms/{room}' } },
    operations: { 'rooms.talk.receive': { action: 'receive' }, 'rooms.talk.send': { action: 'send' } },
    components: { messages: { Say: {}, Said: {} }, securitySchemes: { APIKeyCookie: { type: 'httpApiKey', in: 'cookie' } } },
  });
  t.equal((await app.inject('/asyncapi.yaml')).statusCode, 200);
});
