import t from 'tap';
import { TopicTable } from '#src/topic-table.js';

t.test('forgets a topic that nobody is subscribed to and nothing is kept of', async (t) => {
  const table = new TopicTable();
  const subscriber = { deliver: () => undefined, members: 0 };
  table.subscribe('a', subscriber);
  t.strictSame(table.size, 1);
  table.unsubscribe('a', subscriber);
  table.publish('b', { payload: 'x' }, 0);
  t.strictSame(table.size, 0);
});

t.test('remembers ten thousand silent topics, and forgets the longest silent first', async (t) => {
  const table = new TopicTable();
  for (let index = 0; index <= 10_000; index++) table.publish(String(index), { payload: 'x' }, 1);
  t.strictSame([table.size, table.history('0').messages.length, table.history('1').messages.length], [10_000, 0, 1]);
});
