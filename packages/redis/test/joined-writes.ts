import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import { Redis } from 'ioredis';
import t from 'tap';
import { joinWrites } from '#src/joined-writes.js';

t.test('sends what a turn of the event loop asks for in few writes, and answers each by itself', { skip: findRedis().skip }, async (t) => {
  const { hostname, port, pathname } = new URL(await startRedis(t));
  const packets: string[] = [];
  // What stands between sees how it is sent.
  const relay = createServer((client) => {
    const server = connect(Number(port), hostname);
    client.on('data', (packet) => packets.push(String(packet)));
    client.on('error', () => server.destroy()).pipe(server);
    server.on('error', () => client.destroy()).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const client = joinWrites(new Redis({ port: (relay.address() as AddressInfo).port, db: Number(pathname.slice(1)) }));
  t.teardown(async () => {
    client.disconnect();
    relay.close();
    await once(relay, 'close');
  });
  await client.ping();
  packets.length = 0;
  const key = `joined-${process.pid}`;
  const answers = await Promise.allSettled([
    client.set(key, 'a'),
    client.hget(key, 'field'),
    client.get(key),
    Promise.resolve().then(async () => client.del(key)),
  ]);
  t.match(answers, [{ value: 'OK' }, { reason: { message: /^WRONGTYPE/ } }, { value: 'a' }, { value: 1 }]);
  t.equal(packets.length, 1);
  await client.ping();
  t.equal(packets.length, 2, 'a later turn is another write');
  packets.length = 0;
  const many = Array.from({ length: 10 }, (_item, index) => client.echo(String(index)));
  t.strictSame(await Promise.all([...many, client.pipeline().del(key).exists(key).exec()]), [
    ...Array.from({ length: 10 }, (_item, index) => String(index)),
    [
      [null, 0],
      [null, 0],
    ],
  ]);
  t.ok(packets.length < 10, `${packets.length} writes for 12 commands`);
});
