import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createApp } from 'typhoon';
import { InstanceController } from '#src/instance/instance-controller.js';
import { INSTANCE } from '#src/instance/instance.js';

t.test('says who answers, and believes nobody who says where he comes from', async (t) => {
  const client = await createInMemoryClient(createApp({ title: 'Instances', version: '1', controllers: [InstanceController] }));
  t.teardown(() => client.close());
  const seen = await client.get('/instance', { headers: { 'x-forwarded-for': '6.6.6.6' } });
  t.strictSame(seen.json(), { instance: INSTANCE, client: '127.0.0.1' });
});
