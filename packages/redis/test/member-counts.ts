import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { RedisConnection } from '#src/index.js';
import { MemberCounts } from '#src/member-counts.js';

t.test('adds up what processes tell, leaves nothing behind, and keeps nothing without end', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `members-${process.pid}` });
  t.teardown(() => connection.close());
  await connection.untilReady(5_000);
  const [one, two] = [new MemberCounts(connection, 'one'), new MemberCounts(connection, 'two')];
  await Promise.all([one.set('room', 2), two.set('room', 3), two.set('other', 1)]);
  t.equal(await one.count('room'), 5);
  for (const process of ['one', 'two']) t.ok((await connection.client.pttl(connection.key('members', process))) > 0, 'goes by itself');
  await two.close();
  t.equal(await one.count('room'), 2);
  await one.close();
  t.strictSame(await connection.client.keys(connection.key('*')), []);
});
