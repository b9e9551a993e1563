import { createApp } from '@typhoon/core';
import t from 'tap';
import { RunningJob } from '#src/tasks/running-job.js';

t.test('is the job that was taken, with progress as JSON, and its signal', async (t) => {
  const [end, told] = [new AbortController(), [] as unknown[]];
  const progress = async (value: unknown) => Promise.resolve(void told.push(value));
  const taken = { id: '1', task: 'a', queue: 'q', input: 1, attempt: 1, attempts: 2, headers: {}, signal: end.signal, progress };
  const app = createApp({ server: { logger: false }, controllers: [] });
  const job = new RunningJob(taken, { log: app.fastify.log, observer: undefined }, (value) => `${String(value)} as JSON`);
  await job.progress(1);
  t.match(job, { id: '1', task: 'a', attempt: 1, attempts: 2 });
  t.strictSame([told, job.signal.aborted, job.log === job.log], [['1 as JSON'], false, true]);
  end.abort();
  t.ok(job.signal.aborted);
});
