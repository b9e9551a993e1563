import { Type } from '@typhoon/core';
import t from 'tap';
import { Task, TaskFailedError, TaskStatus, memoryTaskEngine, taskEngine, tasksOf } from '#src/index.js';
import { startTasks } from '../fixtures/start-tasks.js';

const seen: number[] = [];

class Chores {
  @Task('note', { input: Type.Integer({ minimum: 0 }), output: Type.Integer(), unique: true })
  note(number: number) {
    seen.push(number);
    return number;
  }

  @Task('narrow', { input: Type.Integer(), concurrency: 1, unique: (number: number) => (number % 2 === 0 ? 'even' : 'odd') })
  narrow(_number: number) {
    return 1;
  }
}
const chores = tasksOf(Chores);

class Forgotten {
  // @ts-expect-error its input is not named: it would be given the job
  @Task('forgotten')
  build(_year: number) {
    seen.push(_year);
  }
}

t.test('refuses what the schema does not allow before it is sent', async (t) => {
  const { tasks } = await startTasks(t, [Chores]);
  await t.rejects(tasks.send(chores.note, -1), { name: 'ValidationError' });
  await t.rejects(tasks.send(chores.note, 1, { priority: -1 }), { name: 'RangeError' });
  await t.rejects(tasks.send(chores.note, 1, { delay: 'soon' as never }), { name: 'RangeError' });
  t.strictSame(seen, []);
});

t.test('refuses an input where the task names none', async (t) => {
  const { tasks } = await startTasks(t, [Forgotten]);
  await t.rejects(tasks.send(tasksOf(Forgotten).build, 2026), { name: 'TypeError', message: /Forgotten\.build.* names no input.*Add \{ input/ });
});

t.test('says with 503 that nothing is sent or known where the engine cannot be reached', async (t) => {
  const away = async () => Promise.reject(new Error('Redis cannot be reached'));
  const engine = { ...memoryTaskEngine(), isShared: true, send: away, read: away, failed: away, counts: away };
  const { app, tasks } = await startTasks(t, [Chores], {
    controllers: [TaskStatus(chores.note, { security: false })],
    engines: new Map([[taskEngine, () => engine]]),
  });
  const id = '00000000-0000-4000-8000-000000000000';
  const want = {
    message: 'Redis cannot be reached',
    status: 503,
    code: 'tasks_unavailable',
    headers: { 'retry-after': '1' },
    cause: { message: 'Redis cannot be reached' },
  };
  t.match(await tasks.send(chores.note, 1).catch((error: unknown) => error), want);
  const sent = tasks.get(chores.note, id);
  const asked = [sent.status(), sent.result(), sent.watch().next(), tasks.failed(), tasks.retry(chores.note, id), tasks.counts()];
  for (const each of asked) t.match(await each.catch((error: unknown) => error), want);
  for (const path of ['', '/events']) {
    const answer = await app.inject(`/tasks/note/${id}${path}`);
    t.match([answer.statusCode, answer.headers['retry-after'], answer.json()], [503, '1', { code: 'tasks_unavailable' }]);
  }
});

t.test('sends later, and once where one is waiting', async (t) => {
  const { app, tasks } = await startTasks(t, [Chores]);
  const later = await tasks.send(chores.note, 1, { at: new Date(Date.now() + 60_000) });
  t.match(await later.status(), { phase: 'delayed' });
  t.equal((await tasks.send(chores.note, 1)).id, later.id, 'one of this input waits');
  t.not((await tasks.send(chores.note, 2, { delay: '1m' })).id, later.id);
  t.equal((await tasks.send(chores.note, 9, { unique: 'mine', delay: 60_000 })).id, (await tasks.send(chores.note, 8, { unique: 'mine' })).id);
  const even = await tasks.send(chores.narrow, 2, { delay: '1m' });
  t.equal((await tasks.send(chores.narrow, 4)).id, even.id);
  t.strictSame(Object.fromEntries(await tasks.counts()), {
    tasks: { waiting: 0, delayed: 3, running: 0, failed: 0 },
    narrow: { waiting: 0, delayed: 1, running: 0, failed: 0 },
  });
  await app.backgroundIdle();
  t.strictSame(seen.splice(0), [], 'what is sent for later is not waited for');
});

t.test('counts what waits in a queue that is sent nothing any more', async (t) => {
  const engine = memoryTaskEngine();
  const { tasks } = await startTasks(t, [Chores], { engines: new Map([[taskEngine, () => engine]]) });
  t.strictSame([...(await tasks.counts()).keys()], ['tasks', 'narrow']);
  await engine.send({ task: 'note', queue: 'note', input: 1, attempts: 1, priority: 0, delay: 60_000 });
  const counts = await tasks.counts();
  t.strictSame([...counts.keys()], ['tasks', 'narrow', 'note']);
  t.match(counts.get('note'), { waiting: 0, delayed: 1 });
});

t.test('gives the result, or says why there is none', async (t) => {
  const { tasks } = await startTasks(t, [Chores]);
  const sent = await tasks.send(chores.note, 5);
  t.equal(await sent.result({ timeout: '5s' }), 5);
  t.equal(await tasks.get(chores.note, sent.id).result(), 5);
  await t.rejects(tasks.get(chores.note, '00000000-0000-4000-8000-000000000000').result(), TaskFailedError);
  t.equal(await tasks.status(chores.narrow, sent.id), undefined, 'a job of another task');
  const later = await tasks.send(chores.note, 6, { delay: '1m' });
  await t.rejects(later.result({ timeout: 10 }), { name: 'TimeoutError' });
  t.equal(await tasks.retry('unknown', sent.id), false);
  t.strictSame(tasks.all[0], { task: 'note', place: 'Chores.note', queue: 'tasks' });
});
