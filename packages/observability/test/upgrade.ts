import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify from 'fastify';
import t from 'tap';
import { isUpgrade } from '#src/upgrade.js';

t.test('knows an upgrade by the connection, and not by a header that anybody may send', async (t) => {
  const server = Fastify();
  t.teardown(() => server.close());
  const seen: boolean[] = [];
  server.get('/', async (request) => Promise.resolve(seen.push(isUpgrade(request))));
  await server.listen({ port: 0, host: '127.0.0.1' });
  const ask = async (headers: string): Promise<void> => {
    const socket = connect((server.server.address() as { readonly port: number }).port, '127.0.0.1');
    socket.write(`GET / HTTP/1.1\r\nhost: a\r\n${headers}\r\n`);
    await once(socket, 'data');
    socket.destroy();
  };
  await ask('upgrade: websocket\r\n');
  await ask('connection: upgrade\r\nupgrade: websocket\r\n');
  server.server.on('upgrade', (request, socket) => {
    seen.push(isUpgrade({ raw: request } as never));
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await ask('connection: upgrade\r\nupgrade: websocket\r\n');
  t.strictSame(seen, [false, false, true]);
});
