import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createApp } from 'typhoon';
import { SlowController } from '#src/slow/slow-controller.js';

t.test('waits for many at once', async (t) => {
  const client = await createInMemoryClient(createApp({ title: 'Slow', version: '1', controllers: [SlowController] }));
  t.teardown(() => client.close());
  const most = async (seconds: number): Promise<number> => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => client.get('/slow', { query: { seconds } })));
    return Math.max(...answers.map((answer) => answer.json<{ together: number }>().together));
  };
  // Where the machine is so busy that the first is answered before the last has come, they wait longer.
  let together = 0;
  for (let seconds = 0.2; together < 200 && seconds <= 10; seconds *= 2) together = await most(seconds);
  t.equal(together, 200);
  t.equal((await client.get('/slow', { query: { seconds: 11 } })).status, 422);
});
