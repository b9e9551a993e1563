import { execFile } from 'node:child_process';
import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
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

async function enter() {
  const worker = await fork();
  const crash = async (): Promise<void> => {
    const isGone = once(worker, 'exit');
    worker.process.kill('SIGKILL');
    await isGone;
  };
  return { broker: remoteBroker(worker), crash };
}

const [first, second] = [await fork(), await fork()];
const [here, there] = [remoteBroker(first), remoteBroker(second)];
t.teardown(() => {
  first.kill();
  second.kill();
});

for (const { name, run } of BROKER_CONTRACT) {
  t.test(`${name}: between two workers`, async (t) => {
    await run(here, there, enter);
    t.pass('as every engine');
  });
}

for (const { name, run } of BROKER_CONTRACT) {
  t.test(`${name}: between a worker and the primary`, async (t) => {
    await run(here, clusterBroker(), enter);
    t.pass('as every engine');
  });
}

t.test('says what is missing where the primary carries no messages', async (t) => {
  const fixture = fileURLToPath(new URL('fixtures/unserved-cluster.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [fixture]);
  t.match(stdout, 'Call serveClusterBroker() there before cluster.fork()');
});
