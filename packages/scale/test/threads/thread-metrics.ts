import { createApp } from '@typhoon/core';
import { MetricSources } from '@typhoon/core/internal';
import t from 'tap';
import { threadPool, threads } from '#src/index.js';
import { describeThreads } from '#src/threads/thread-metrics.js';

t.test('tells what the threads do, and have done', async (t) => {
  const metrics = new MetricSources();
  describeThreads({ counts: () => ({ size: 4, running: 3, waiting: 2, done: 10, failed: 1, timeout: 3, aborted: 0, refused: 5 }) }, metrics);
  const told = await Promise.all(
    [...metrics].map(async ({ name, type, read }) => [name, type, [...(await read())].map(({ labels, value }) => [...Object.values(labels ?? {}), value])]),
  );
  t.strictSame(told, [
    ['thread_pool_size', 'gauge', [[4]]],
    [
      'thread_pool_runs',
      'gauge',
      [
        ['running', 3],
        ['waiting', 2],
      ],
    ],
    [
      'thread_pool_runs_total',
      'counter',
      [
        ['done', 10],
        ['failed', 1],
        ['timeout', 3],
        ['aborted', 0],
        ['refused', 5],
      ],
    ],
  ]);
});

t.test('threads by options of their own are told, too', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false }, engines: new Map([[threads, threadPool({ size: 3 })]]) });
  t.teardown(() => app.close());
  await app.run(threads, () => undefined);
  const size = [...app.metrics].find(({ name }) => name === 'thread_pool_size');
  t.strictSame(await size?.read(), [{ value: 3 }]);
});
