// Runs in a process of its own: it changes an environment variable.
import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';

// The application reads it when it is loaded, and shall stand for itself here.
delete process.env['REDIS_URL'];
const { app } = await import('#src/tasks/reports.js');

t.test('answers at once, and tells how the task stands', async (t) => {
  const client = await createInMemoryClient(app);
  t.teardown(() => client.close());
  const answer = await client.post('/reports', { json: { year: 2026 } });
  t.equal(answer.status, 202);
  const { id } = answer.json<{ id: string }>();
  // Waits for the work itself, not for a clock.
  await client.backgroundIdle();
  t.equal((await client.get(`/tasks/reports.build/${id}`)).status, 401);
  const state = (await client.get(`/tasks/reports.build/${id}`, { bearer: 'any' })).json();
  t.match(state, { id, phase: 'succeeded', attempt: 1, attempts: 6, progress: 100, result: { title: 'Report of 2026', rows: 10 } });
  t.equal((await client.post('/reports', { json: { year: 1 } })).status, 422);
});
