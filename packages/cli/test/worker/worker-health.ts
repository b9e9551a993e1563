import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import t from 'tap';
import { serveHealth } from '#src/worker/worker-health.js';

t.test('says whether a worker takes tasks', async (t) => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const worker = { running: 2, isHealthy: true };
  let isEnding = false;
  const close = await serveHealth({ port }, worker, () => isEnding);
  t.teardown(close);
  const ask = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    return [response.status, await response.json()];
  };
  t.strictSame(await ask(), [200, { status: 'working', running: 2 }]);
  worker.isHealthy = false;
  t.strictSame(await ask(), [503, { status: 'unreachable', running: 2 }]);
  isEnding = true;
  t.strictSame(await ask(), [503, { status: 'ending', running: 2 }]);
});
