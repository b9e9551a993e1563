import t from 'tap';
import { WORKERS_KEY, isFromPrimary, isFromWorker } from '#src/workers/worker-messages.js';

t.test('messages of others on the same channel are none of ours', async (t) => {
  for (const other of [undefined, null, 'drain', { kind: 'close' }, { 'typhoon.broker': 'request' }]) t.notOk(isFromWorker(other) || isFromPrimary(other));
  t.ok(isFromPrimary({ [WORKERS_KEY]: 'drain' }));
  t.ok(isFromWorker({ [WORKERS_KEY]: 'drained' }));
});
