import t from 'tap';
import { createApp, dependency, security } from '@typhoon/core';
import { metricsEndpoint } from '#src/index.js';
import { scrape } from '../fixtures/scrape.js';

t.test('tells Prometheus of the process, of what runs, and of what parts of the application count', async (t) => {
  const { count, serve } = metricsEndpoint({ build: { version: '1.2.3' } });
  const app = createApp({ controllers: [], server: { logger: false }, plugins: [count, serve] });
  t.teardown(() => app.close());
  app.metrics.add({ name: 'jobs_total', help: 'Jobs.', type: 'counter', read: () => [{ labels: { queue: 'mail' }, value: 3 }] });
  const other = app.metrics.add({
    name: 'jobs_total',
    help: 'Jobs.',
    type: 'counter',
    read: async () => Promise.resolve([{ labels: { queue: 'print' }, value: 1 }]),
  });
  const response = await app.inject('/metrics');
  t.match(response.headers, { 'content-type': /^text\/plain; version=0\.0\.4/, 'cache-control': 'no-store' });
  for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds', 'process_start_time_seconds', 'http_streams_open'])
    t.match(response.body, new RegExp(`^${name} `, 'm'), name);
  t.match(response.body, `build_info{version="1.2.3",node="${process.version}"} 1\n`);
  t.match(response.body, '# HELP jobs_total Jobs.\n# TYPE jobs_total counter\njobs_total{queue="mail"} 3\njobs_total{queue="print"} 1\n');
  other();
  t.strictSame(await scrape(app, 'jobs_total'), ['jobs_total{queue="mail"} 3']);
});

t.test('stands elsewhere, behind a dependency, and without the process', async (t) => {
  const operator = dependency({ key: security.apiKey({ in: 'header', name: 'x-key' }) }, ({ key }) => key);
  const { count, serve } = metricsEndpoint({ path: '/internal/metrics', process: false, dependencies: [operator] });
  const app = createApp({ controllers: [], server: { logger: false }, plugins: [count, serve] });
  t.teardown(() => app.close());
  t.equal((await app.inject('/metrics')).statusCode, 404);
  t.equal((await app.inject('/internal/metrics')).statusCode, 401);
  const { body } = await app.inject({ url: '/internal/metrics', headers: { 'x-key': 'k' } });
  t.match(body, /^http_requests_total\{method="GET",route="\/internal\/metrics",status="401"\} 1$/m);
  t.notMatch(body, /^process_/m);
});

t.test('says at boot what is no option: a misspelt protection would protect nothing', (t) => {
  t.throws(() => metricsEndpoint({ securty: [] } as never), { name: 'BootError', message: /'securty' is not known\. Write 'security'/ });
  t.throws(() => metricsEndpoint({ path: false } as never), { message: /'path' expects a text/ });
  t.end();
});
