import t from 'tap';
import { BROKER_CONTRACT } from '#src/broker-contract.js';
import { localBroker } from '#src/index.js';
import { TopicTable } from '#src/topic-table.js';

const table = new TopicTable();
const [here, there] = [localBroker(table), localBroker(table)];
for (const { name, run } of BROKER_CONTRACT) {
  t.test(name, async (t) => {
    await run(here, there, async () => {
      const broker = localBroker(table);
      return Promise.resolve({ broker, crash: () => broker.close() });
    });
    t.pass('as every engine');
  });
}

t.test('ends its own subscriptions when it is closed, and no other', async (t) => {
  const [mine, theirs]: string[][] = [[], []];
  await here.subscribe('closing', ({ payload }) => mine?.push(String(payload)));
  await there.subscribe('closing', ({ payload }) => theirs?.push(String(payload)));
  await here.close();
  await there.publish('closing', { payload: 'x' });
  t.strictSame([mine, theirs], [[], ['x']]);
});
