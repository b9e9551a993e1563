import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createApp } from 'typhoon';
import { LimitedController } from '#src/limited/limited-controller.js';

t.test('answers twenty times a minute, and says when to come again', async (t) => {
  const client = await createInMemoryClient(createApp({ title: 'Limited', version: '1', controllers: [LimitedController] }));
  t.teardown(() => client.close());
  const answers = await Promise.all(Array.from({ length: 25 }, () => client.get('/limited')));
  const refused = answers.filter(({ status }) => status === 429);
  t.equal(refused.length, 5);
  t.match(refused[0]?.headers['retry-after'], /^\d+$/);
});
