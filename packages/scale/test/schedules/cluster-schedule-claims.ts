// Runs in a process of its own: it is the primary of a cluster.
import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { SCHEDULE_CONTRACT } from '#src/schedules/schedule-contract.js';
import type { EnterSchedules } from '#src/schedules/schedule-contract.js';
import type { ScheduleClaims, ScheduleTick } from '#src/index.js';
import { isServedByPrimary, serveScheduleClaims } from '#src/schedules/cluster-schedule-claims.js';

t.setTimeout(60_000);
cluster.setupPrimary({ exec: fileURLToPath(new URL('../fixtures/schedule-worker.js', import.meta.url)) });
serveScheduleClaims();
serveScheduleClaims();

let count = 0;

/** What a worker claims when it is told to. */
function claimsOf(worker: Worker): ScheduleClaims {
  const ask = async (message: object): Promise<boolean> => {
    const id = ++count;
    return new Promise((resolve) => {
      const listen = (answer: { readonly test?: number; readonly isMine: boolean }): void => {
        if (answer.test !== id) return;
        worker.off('message', listen);
        resolve(answer.isMine);
      };
      worker.on('message', listen);
      worker.send({ test: id, ...message });
    });
  };
  return {
    claim: async (tick: ScheduleTick) => {
      const held = ++count;
      if (!(await ask({ op: 'claim', tick, held }))) return undefined;
      return {
        release: async () => {
          await ask({ op: 'release', held });
        },
      };
    },
    close: async () => Promise.resolve(),
  };
}

async function fork(test: Pick<typeof t, 'teardown'>): Promise<Worker> {
  const worker = cluster.fork();
  test.teardown(() => worker.process.kill('SIGKILL'));
  await once(worker, 'message');
  return worker;
}

t.test('claims among workers, which the primary decides', async (t) => {
  t.notOk(isServedByPrimary());
  const [first, second] = await Promise.all([fork(t), fork(t)]);
  const enter: EnterSchedules = async () => {
    const worker = await fork(t);
    const crash = async (): Promise<void> => {
      worker.process.kill('SIGKILL');
      await once(worker, 'exit');
    };
    return { claims: claimsOf(worker), crash };
  };
  for (const { name, run } of SCHEDULE_CONTRACT) {
    await t.test(name, async (t) => {
      await run(claimsOf(first), claimsOf(second), enter);
      t.pass('as every engine');
    });
  }
});
