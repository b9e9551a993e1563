import { Controller, Type } from '@typhoon/core';
import { WebSocket } from '@typhoon/websocket';
import t from 'tap';
import { asyncApiOf } from '../fixtures/asyncapi.js';

@Controller('/', { name: 'events' })
class EventsController {
  @WebSocket('/a', { send: Type.String() })
  a(): void {}

  @WebSocket('/b', { send: Type.String(), servers: [{ url: 'wss://events.example' }], externalDocs: { url: '/more' } })
  b(): void {}
}

t.test('names the servers of the application, and those of one channel', async (t) => {
  const document = await asyncApiOf(t, [EventsController], { servers: [{ url: 'https://a.example/api' }, { url: '/' }], prefix: '/v1' });
  t.strictSame(document.servers, {
    default: { host: 'a.example', protocol: 'wss', pathname: '/api' },
    server2: { host: 'localhost', protocol: 'ws' },
    server3: { host: 'events.example', protocol: 'wss' },
  });
  t.strictSame(document.channels['events.a']?.servers, undefined);
  t.strictSame(document.channels['events.b']?.servers, [{ $ref: '#/servers/server3' }]);
  t.equal(document.channels['events.b']?.address, '/v1/b');
  t.strictSame(document.channels['events.b']?.externalDocs, { url: 'http://localhost/more' });
});
