import t from 'tap';
import { createApp } from '@typhoon/core';
import { trustPeer } from '#src/start/trusted-peer.js';
import type { TrustProxy } from '#src/start/trusted-peer.js';

/** The client's address as a request finds it that came through proxies of these addresses, the last through the socket. */
async function addressOf(rest: TrustProxy, forwarded: string): Promise<string> {
  const trustProxy = trustPeer(rest);
  const app = createApp({ controllers: [], server: { logger: false, ...(trustProxy === undefined ? {} : { trustProxy }) } });
  app.fastify.get('/', (request) => request.ip);
  const { body } = await app.inject({ url: '/', headers: { 'x-forwarded-for': forwarded } });
  await app.close();
  return body;
}

t.test('the peer is believed, and behind it whoever was believed before', async (t) => {
  const forwarded = '6.6.6.6, 10.0.0.9, 192.0.2.1';
  const rows: readonly (readonly [TrustProxy, string])[] = [
    [undefined, '192.0.2.1'],
    // Fastify takes a number of hops, which its types do not know.
    [2 as never, '10.0.0.9'],
    ['192.0.2.0/24, 10.0.0.0/8', '6.6.6.6'],
    [['192.0.2.1'], '10.0.0.9'],
    [(address: string) => address === '192.0.2.1', '10.0.0.9'],
    [true, '6.6.6.6'],
    [false, '127.0.0.1'],
  ];
  for (const [rest, address] of rows) t.equal(await addressOf(rest, forwarded), address, String(rest));
});
