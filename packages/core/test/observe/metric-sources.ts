import t from 'tap';
import { createApp, dependency, metricSources } from '#src/index.js';

t.test('what lives as long as the application adds what it counts, and takes it back', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false } });
  t.teardown(() => app.close());
  const before = [...app.metrics].length;
  const queue = dependency(
    { sources: metricSources },
    ({ sources }) => sources.add({ name: 'depth', help: 'Depth.', type: 'gauge', read: () => [{ value: 3 }] }),
    {
      lifetime: 'singleton',
    },
  );
  await app.run(queue, async (remove) => {
    const added = [...app.metrics].find(({ name }) => name === 'depth');
    t.strictSame([...((await added?.read()) ?? [])], [{ value: 3 }]);
    remove();
    t.equal([...app.metrics].length, before);
  });
});
