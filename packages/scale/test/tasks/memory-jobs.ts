import t from 'tap';
import { FinishedJobs, MemoryJob, WaitingLine } from '#src/tasks/memory-jobs.js';

function createJob(input: string, priority = 0): MemoryJob {
  return new MemoryJob({ task: 'a', queue: 'q', input, attempts: 1, priority, delay: 0 });
}

t.test('lets small numbers go first, and those of one number in the order in which they came', (t) => {
  const line = new WaitingLine();
  for (const [input, priority] of [
    ['c', 5],
    ['a', 0],
    ['d', 5],
    ['b', 1],
  ] as const)
    line.add(createJob(input, priority));
  t.equal(line.size, 4);
  t.strictSame(
    [1, 2, 3, 4, 5].map(() => line.take()?.given.input),
    ['a', 'b', 'c', 'd', undefined],
  );
  t.equal(line.size, 0);
  t.end();
});

t.test('forgets the oldest of those that are over', (t) => {
  const finished = new FinishedJobs();
  const keeping = { results: 1_000, maxResults: 5, maxFailed: 1 };
  const jobs = ['a', 'b', 'c', 'd'].map((input) => createJob(input));
  jobs.forEach((job, index) => {
    job.phase = index < 2 ? 'failed' : 'succeeded';
    job.endedAt = index === 2 ? Date.now() - 5_000 : Date.now();
  });
  t.strictSame(
    jobs.map((job) => finished.keep(job, keeping).map(({ given }) => given.input)),
    [[], ['a'], ['c'], []],
  );
  t.end();
});
