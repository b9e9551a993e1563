import t from 'tap';
import { BROKER_CONTRACT } from '@typhoon/websocket/broker-contract';
import { localBroker } from '#src/index.js';

t.test('finds an engine that does not do what it says', async (t) => {
  const engine = localBroker();
  const deaf = { ...engine, publish: async () => Promise.resolve() };
  const unused = async () => Promise.resolve({ broker: deaf, crash: deaf.close });
  const failures: string[] = [];
  for (const { name, run } of BROKER_CONTRACT.slice(0, 3)) await run(deaf, deaf, unused).catch(() => failures.push(name));
  t.strictSame(failures.length, 3);
});
