import * as prom from 'prom-client';
import t from 'tap';
import { MetricSources } from '@typhoon/core/internal';
import { MetricRegistry } from '#src/metrics/metric-registry.js';

t.test('of several processes the answer is the sum, or what the metric says', async (t) => {
  const registries = [2, 5].map((value) => {
    const sources = new MetricSources();
    sources.add({ name: 'jobs_total', help: 'Jobs.', type: 'counter', read: () => [{ labels: { queue: 'mail' }, value }] });
    sources.add({ name: 'version', help: 'Version.', type: 'gauge', aggregator: 'max', read: () => [{ value: 1 }] });
    sources.add({ name: 'load', help: 'Load.', type: 'gauge', aggregator: 'average', read: () => [{ value }] });
    return new MetricRegistry(prom, sources, false);
  });
  const records = await Promise.all(registries.map(async (registry) => registry.read()));
  const { text } = await (registries[0] as MetricRegistry).format({ values: structuredClone(records), past: [] });
  for (const line of ['jobs_total{queue="mail"} 7', 'version 1', 'load 3.5']) t.match(text, line);
});

t.test('what processes that are gone have counted stays, also where one alone is left', async (t) => {
  const sources = new MetricSources();
  sources.add({ name: 'jobs_total', help: 'Jobs.', type: 'counter', read: () => [{ labels: { queue: 'mail' }, value: 2 }] });
  sources.add({ name: 'load', help: 'Load.', type: 'gauge', read: () => [{ value: 2 }] });
  const registry = new MetricRegistry(prom, sources, true);
  t.teardown(() => registry.close());
  const own = await registry.read();
  const past = own.filter(({ name }) => name === 'jobs_total').map((record) => ({ ...record, values: [{ labels: { queue: 'mail' }, value: 40 }] }));
  const { text } = await registry.format(structuredClone({ values: [own], past }));
  for (const line of ['jobs_total{queue="mail"} 42', 'load 2', 'nodejs_version_info{']) t.match(text, line);
});
