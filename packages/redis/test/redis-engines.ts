import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { connectRedis } from '#src/index.js';

t.test('makes each engine once, on one connection', { skip: findRedis().skip }, async (t) => {
  const engines = connectRedis({ url: await startRedis(t), prefix: `engines-${process.pid}` });
  t.equal(engines.broker, engines.broker);
  const heard: unknown[] = [];
  await engines.broker.subscribe('room', ({ payload }) => heard.push(payload));
  await engines.broker.publish('room', { payload: 'x' });
  await engines.close();
  await t.rejects(engines.broker.publish('room', { payload: 'y' }));
});
