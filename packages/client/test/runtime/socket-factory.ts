import t from 'tap';
import { createTransport } from '@typhoon/client';
import { socket } from '@typhoon/client/sockets';
import { findGlobalSocket } from '#src/runtime/socket-factory.js';

const globals = globalThis as unknown as Record<string, unknown>;

/** Puts globals into their place until the test ends: this one asks what is handed to the platform's own class. */
function withGlobals(t: { teardown(handler: () => void): void }, values: Record<string, unknown>): void {
  const before = Object.keys(values).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const [name, value] of Object.entries(values)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  t.teardown(() => {
    for (const [name, descriptor] of before) {
      Reflect.deleteProperty(globalThis, name);
      if (descriptor !== undefined) Object.defineProperty(globalThis, name, descriptor);
    }
  });
}

class PlatformSocket {
  constructor(...given: unknown[]) {
    handed.push(...given);
  }
}
const handed: unknown[] = [];
const headers = { authorization: 'Bearer to.ken', 'x-request-id': '1' };

t.test('hands headers over where the platform takes them', async (t) => {
  withGlobals(t, { WebSocket: PlatformSocket });
  findGlobalSocket()('ws://x.example', ['chat'], headers);
  t.strictSame(handed.splice(0), ['ws://x.example', { protocols: ['chat'], headers }]);
});

t.test('puts a token among the subprotocols in a page', async (t) => {
  withGlobals(t, { WebSocket: PlatformSocket, location: { href: 'https://page.example/' } });
  const open = findGlobalSocket();
  open('ws://x.example', ['chat'], headers);
  open('ws://x.example', ['chat'], {});
  t.strictSame(handed.splice(0), ['ws://x.example', ['chat', 'bearer', 'to.ken'], 'ws://x.example', ['chat']]);
  globals['location'] = { href: 'https://page.example/shop/?item=3#top' };
  const bases = ['', '/', '/v1', 'v1/', undefined].map((baseUrl) => createTransport({ baseUrl }).baseUrl);
  t.strictSame(bases, ['https://page.example', 'https://page.example', 'https://page.example/v1', 'https://page.example/shop/v1', 'https://page.example']);
});

t.test('says what to do where there is no WebSocket', async (t) => {
  withGlobals(t, { WebSocket: undefined });
  const open = socket(createTransport({ baseUrl: 'http://x.example' }), { id: 'a', path: '/' });
  t.throws(open, { name: 'TypeError', message: /webSocket/ });
});
