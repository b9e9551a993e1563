import t from 'tap';
import { app } from '#src/background/jobs.js';

t.teardown(() => app.close());

t.test('accepts a job, says where its state is, and finishes it', async (t) => {
  const accepted = await app.inject({ method: 'POST', url: '/jobs' });
  t.strictSame([accepted.statusCode, accepted.headers.location, accepted.json()], [202, '/jobs/1', { id: 1, state: 'waiting' }]);
  t.strictSame((await app.inject('/jobs/1')).json(), { id: 1, state: 'done' });
  t.match((await app.inject('/jobs/2')).json(), { status: 404, code: 'job_not_found' });
});
