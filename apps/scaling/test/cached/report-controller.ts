import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createApp } from 'typhoon';
import { ReportController } from '#src/cached/report-controller.js';

t.test('makes a report once, however many ask', async (t) => {
  const client = await createInMemoryClient(createApp({ title: 'Reports', version: '1', controllers: [ReportController] }));
  t.teardown(() => client.close());
  const read = async () => (await client.get('/reports/2020')).json<{ madeAt: string }>();
  const reports = await Promise.all([read(), read(), read()]);
  reports.push(await read());
  t.equal(new Set(reports.map(({ madeAt }) => madeAt)).size, 1);
  t.equal((await client.get('/reports/2020')).headers['cache-control'], 'public, max-age=10');
});
