// Runs in a process of its own: its work is done in threads.
import t from 'tap';
import { app } from '#src/threads/app.js';
import { hashing } from '#src/threads/hashing.js';
import { Reports } from '#src/threads/reports.js';

t.test('answers what a thread has computed', async (t) => {
  t.teardown(() => app.close());
  // First, since it starts the threads, which counts for the time that the other one is given.
  t.strictSame((await app.inject('/hashes/totals?count=1000')).json(), Reports.compute({ count: 1_000 }));
  const { statusCode, payload } = await app.inject('/hashes?text=a');
  t.strictSame([statusCode, payload], [200, JSON.stringify({ digest: await hashing.run({ text: 'a', rounds: 100_000 }) })]);
});
