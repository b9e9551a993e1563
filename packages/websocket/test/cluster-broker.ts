import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { BROKER_CONTRACT } from '#src/broker-contract.js';
import { clusterBroker, serveClusterBroker } from '#src/index.js';
import { remoteBroker } from './fixtures/remote-broker.js';

serveClusterBroker();
cluster.setupPrimary({ exec: fileURLToPath(new URL('fixtures/cluster-worker.js', import.meta.url)), args: [], execArgv: [] });

async function fork(): Promise<Worker> {
  const worker = cluster.fork();
  await once(worker, 'message');
  return worker;
}

const [first, second] = [await fork(), await fork()];
const [here, there] = [remoteBroker(first), remoteBroker(second)];
t.teardown(() => {
  first.kill();
  second.kill();
});

for (const { name, run } of BROKER_CONTRACT) {
  t.test(`${name}: between two workers`, async (t) => {
    await run(here, there);
    t.pass('as every engine');
  });
}

for (const { name, run } of BROKER_CONTRACT) {
  t.test(`${name}: between a worker and the primary`, async (t) => {
    await run(here, clusterBroker());
    t.pass('as every engine');
  });
}

t.test('forgets the members of a worker that dies', async (t) => {
  const worker = await fork();
  const dying = remoteBroker(worker);
  await (await dying.subscribe('dying', () => undefined)).setMembers(3);
  t.strictSame(await here.count('dying'), 3);
  worker.process.kill('SIGKILL');
  await once(worker, 'exit');
  t.strictSame(await here.count('dying'), 0);
});
