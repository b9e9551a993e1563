import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import type { Socket } from 'typhoon';
import { app } from '#src/websockets/sign-in.js';

t.teardown(() => app.close());

t.test('signs in by cookie, subprotocol and first message', async (t) => {
  const client = await createInMemoryClient(app);
  const cookie = await client.socket<Socket<never, string>>('/greetings/cookie', { cookies: { session: 'ada-token' } });
  t.strictSame(await cookie.next(), 'Hello, Ada.');
  const subprotocol = await client.socket<Socket<never, string>>('/greetings/subprotocol', { protocols: ['bearer', 'ada-token'] });
  t.strictSame([subprotocol.subprotocol, await subprotocol.next()], ['bearer', 'Hello, Ada.']);
  const first = await client.socket<Socket<{ token: string }, string>>('/greetings/first-message');
  first.send({ token: 'ada-token' });
  t.strictSame(await first.next(), 'Hello, Ada.');
  const stranger = await client.socket<Socket<{ token: string }, string>>('/greetings/first-message');
  stranger.send({ token: 'none' });
  t.strictSame(await stranger.closed, { code: 4401, reason: 'unauthorized' });
});
