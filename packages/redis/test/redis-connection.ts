import { findRedis, ownRedisSkip, startOwnRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { RedisConnection } from '#src/index.js';

t.test('names its keys, and carries commands', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `test-${process.pid}` });
  t.teardown(() => connection.close());
  await connection.untilReady(5_000);
  t.equal(connection.key('cache', 'a'), `test-${process.pid}:cache:a`);
  await connection.client.set(connection.key('x'), '1', 'PX', 1_000);
  t.equal(await connection.client.get(connection.key('x')), '1');
});

t.test('fails at once while the server is away, says so once, and is back by itself', { skip: ownRedisSkip() }, async (t) => {
  const server = await startOwnRedis(t);
  const said: string[] = [];
  const connection = new RedisConnection({ url: server.url }, { warn: (_details, text) => said.push(text), info: (text) => said.push(text) });
  t.teardown(() => connection.close());
  await connection.untilReady(5_000);
  await server.kill();
  await t.rejects(connection.client.get('x'));
  await t.rejects(connection.client.get('x'));
  // It tries again, and again in vain.
  for (let tries = 0; tries < 3; tries++) await new Promise<void>((resolve) => connection.client.once('close', () => resolve()));
  await server.start();
  await connection.untilReady(5_000);
  t.equal(await connection.client.get('x'), null);
  t.strictSame(said, ['Redis cannot be reached: what needs it does without, or fails, until it is back', 'Redis is back']);
});

t.test('closes without a server', async (t) => {
  const connection = new RedisConnection({ url: 'redis://127.0.0.1:1' });
  await t.rejects(connection.client.get('x'));
  await connection.close();
  await t.rejects(connection.client.get('x'), 'and is not tried again');
});

t.test('says once what Redis refuses, and nothing of what is no refusal', { skip: findRedis().skip }, async (t) => {
  const lines: unknown[] = [];
  const log = { warn: (details: object) => lines.push((details as { err: Error }).err.message), info: () => undefined };
  const connection = new RedisConnection({ url: await startRedis(t) }, log);
  t.teardown(() => connection.close());
  await connection.untilReady(5_000);
  for (const name of ['NONE', 'NONE', 'NEITHER']) connection.report(await connection.client.call(name).catch((error: unknown) => error));
  connection.report(new Error('Connection is closed.'));
  t.strictSame(lines.length, 1);
  t.match(lines[0], /^ERR unknown command 'NONE'/);
});
