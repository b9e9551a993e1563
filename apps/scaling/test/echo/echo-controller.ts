import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createApp } from 'typhoon';
import type { Socket } from 'typhoon';
import { EchoController } from '#src/echo/echo-controller.js';

t.test('sends back what it gets', async (t) => {
  const client = await createInMemoryClient(createApp({ title: 'Echo', version: '1', controllers: [EchoController] }));
  t.teardown(() => client.close());
  const socket = await client.socket<Socket<string, string>>('/echo');
  socket.send('Hello.');
  t.equal(await socket.next(), 'Hello.');
});
