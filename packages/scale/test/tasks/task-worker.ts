import { createApp } from '@typhoon/core';
import t from 'tap';
import { taskWorker } from '#src/index.js';

t.test('is none in an application without tasks', async (t) => {
  const app = createApp({ controllers: [] });
  t.teardown(() => app.close());
  t.equal(await app.run(taskWorker, ({ worker }) => worker), undefined);
});
