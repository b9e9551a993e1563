import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import t from 'tap';
import { initialize, load } from '#src/dev/report-hooks.js';

t.test('each module is told to the program, and loaded as before', async (t) => {
  const { port1, port2 } = new MessageChannel();
  const told = once(port1, 'message');
  await initialize(port2);
  const loaded = { format: 'module' as const, source: '' };
  t.equal(await load('file:///a.js', {} as never, async () => loaded), loaded);
  t.strictSame(await told, ['file:///a.js']);
  port1.close();
});
