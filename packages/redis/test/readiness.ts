import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import { Redis } from 'ioredis';
import t from 'tap';
import { Readiness } from '#src/readiness.js';

t.test('lets all who wait go on in their order, and nobody wait for ever', { skip: findRedis().skip }, async (t) => {
  const client = new Redis(await startRedis(t), { lazyConnect: true });
  t.teardown(() => client.disconnect());
  const readiness = new Readiness(client);
  await readiness.until(1);
  t.equal(client.status, 'wait');
  const order: number[] = [];
  const waiting = [1, 2, 3].map(async (each) => {
    await readiness.until(5_000);
    order.push(each);
  });
  await client.connect();
  await Promise.all(waiting);
  t.strictSame(order, [1, 2, 3]);
});
