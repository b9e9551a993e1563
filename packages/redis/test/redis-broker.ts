import { setTimeout as wait } from 'node:timers/promises';
import { findRedis, ownRedisSkip, startOwnRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import { BROKER_CONTRACT } from '@typhoon/websocket/broker-contract';
import t from 'tap';
import { RedisConnection, redisBroker } from '#src/index.js';
import { enterProcess } from './fixtures/remote-broker.js';

/** A handle of one system, closed with the test. */
function enter(test: Pick<typeof t, 'teardown'>, url: string, prefix: string) {
  const connection = new RedisConnection({ url, prefix });
  const broker = redisBroker(connection);
  test.teardown(async () => {
    await broker.close();
    await connection.close();
  });
  return broker;
}

t.test('is a broker between processes', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  const prefix = `test-${process.pid}`;
  const [here, other] = [enter(t, url, prefix), await enterProcess(url, prefix)];
  t.teardown(other.crash);
  for (const { name, run } of BROKER_CONTRACT) {
    await t.test(name, async (t) => {
      const entered: (() => Promise<void>)[] = [];
      t.teardown(() => Promise.all(entered.map((crash) => crash())));
      await run(here, other.broker, async () => {
        const one = await enterProcess(url, prefix);
        entered.push(one.crash);
        return one;
      });
      t.pass('as every engine');
    });
  }
});

t.test('subscribes again, and tells its members again, when a server that was killed is back', { skip: ownRedisSkip() }, async (t) => {
  const server = await startOwnRedis(t);
  const [here, there] = [enter(t, server.url, 'a'), enter(t, server.url, 'a')];
  const heard: unknown[] = [];
  const subscription = await there.subscribe('room', ({ payload }) => heard.push(payload));
  await subscription.setMembers(3);
  await here.publish('room', { payload: 'before' });
  while (heard.length === 0) await wait(10);
  await server.kill();
  await server.start();
  // The publisher may be back before the subscriber is.
  while (heard.length < 2) {
    await here.publish('room', { payload: 'after' }).catch(() => undefined);
    await wait(25);
  }
  t.strictSame(heard.slice(0, 2), ['before', 'after']);
  while ((await here.count('room')) !== 3) await wait(25);
  t.equal(await here.count('room'), 3);
});

t.test('fails, instead of waiting for ever, where nobody answers', async (t) => {
  const broker = enter(t, 'redis://127.0.0.1:1', 'a');
  await t.rejects(broker.publish('room', { payload: 'x' }));
  await t.rejects(broker.subscribe('room', () => undefined));
});

t.test('keeps rooms of applications with another prefix apart', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  const [mine, theirs] = [enter(t, url, `a-${process.pid}`), enter(t, url, `b-${process.pid}`)];
  const heard: unknown[] = [];
  await mine.subscribe('room', ({ payload }) => heard.push(payload));
  await theirs.publish('room', { payload: 'theirs' });
  await mine.publish('room', { payload: 'mine' });
  while (heard.length === 0) await wait(10);
  t.strictSame(heard, ['mine']);
});
