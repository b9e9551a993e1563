import { ownRedisSkip, startOwnRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { RedisConnection, redisCacheStore } from '#src/index.js';

t.test('waits a moment for a server that does not answer, then not at all for a while, and says so once', { skip: ownRedisSkip() }, async (t) => {
  const { url } = await startOwnRedis(t);
  const said: string[] = [];
  const connection = new RedisConnection({ url }, { warn: (_details, text) => said.push(text), info: () => undefined });
  const other = new RedisConnection({ url });
  const store = redisCacheStore(connection);
  t.teardown(() => Promise.all([store.close(), connection.close(), other.close()]));
  await Promise.all([connection.untilReady(5_000), other.untilReady(5_000)]);
  let sent = 0;
  const { sendCommand } = connection.client;
  connection.client.sendCommand = function (...args) {
    sent++;
    return sendCommand.apply(this, args);
  };
  await other.client.client('PAUSE', 1_000);
  await t.rejects(store.get('a'), { name: 'TimeoutError' });
  const before = sent;
  await t.rejects(store.claim('a', []), { name: 'TimeoutError' });
  await t.rejects(store.get('a'), { name: 'TimeoutError' });
  t.equal(sent, before, 'nothing was asked');
  t.strictSame(said, ['Redis does not answer: what needs it does without, or fails']);
  const isBack = async (): Promise<boolean> =>
    store.get('a').then(
      () => true,
      () => false,
    );
  while (!(await isBack())) await new Promise((resolve) => setTimeout(resolve, 50));
  t.equal(await store.get('a'), undefined);
});

t.test('says what Redis refuses of a cache', { skip: ownRedisSkip() }, async (t) => {
  const { url } = await startOwnRedis(t);
  const said: string[] = [];
  const connection = new RedisConnection({ url }, { warn: (_details, text) => said.push(text), info: () => undefined });
  const store = redisCacheStore(connection);
  t.teardown(() => Promise.all([store.close(), connection.close()]));
  await connection.untilReady(5_000);
  await connection.client.config('SET', 'maxmemory', '1');
  await t.rejects(store.claim('a', []), /OOM/);
  await t.rejects(store.claim('b', []), /OOM/);
  t.strictSame(said, ['Redis refuses a command: what needs it does without, or fails']);
});
