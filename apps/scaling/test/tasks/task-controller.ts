import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createApp } from 'typhoon';
import { Computing } from '#src/tasks/computing.js';
import { TaskController } from '#src/tasks/task-controller.js';

t.test('answers at once, and has the result later', async (t) => {
  const client = await createInMemoryClient(createApp({ title: 'Tasks', version: '1', controllers: [TaskController], tasks: [Computing] }));
  t.teardown(() => client.close());
  const started = await client.post('/start-task', { json: { below: 1_000 } });
  t.equal(started.status, 202);
  const address = `/tasks/${started.json<{ id: string }>().id}`;
  let state = (await client.get(address)).json<{ phase: string; result?: unknown }>();
  while (state.result === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    state = (await client.get(address)).json();
  }
  t.match(state, { phase: 'succeeded', result: { primes: 168 } });
  t.equal((await client.get('/tasks/00000000-0000-4000-8000-000000000000')).status, 404);
});
