import t from 'tap';
import { formatEnd } from '#src/workers/worker-process.js';

t.test('says how a worker ended', async (t) => {
  t.equal(formatEnd({ code: 3, signal: null }), 'with code 3');
  t.equal(formatEnd({ code: null, signal: 'SIGKILL' }), 'by SIGKILL');
  t.equal(formatEnd({ code: null, signal: 'SIGKILL', silence: 500 }), 'by SIGKILL, since it gave no sign of life for 500 ms');
});
