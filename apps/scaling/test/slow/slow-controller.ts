import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createApp } from 'typhoon';
import { SlowController } from '#src/slow/slow-controller.js';

t.test('waits for many at once', async (t) => {
  const client = await createInMemoryClient(createApp({ title: 'Slow', version: '1', controllers: [SlowController] }));
  t.teardown(() => client.close());
  const answers = await Promise.all(Array.from({ length: 200 }, () => client.get('/slow', { query: { seconds: 0.2 } })));
  const together = answers.map((answer) => answer.json<{ together: number }>());
  t.equal(Math.max(...together.map((waited) => waited.together)), 200);
  t.equal((await client.get('/slow', { query: { seconds: 11 } })).status, 422);
});
