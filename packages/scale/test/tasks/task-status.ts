import { Type, security } from '@typhoon/core';
import t from 'tap';
import { NonRetryableError, Task, TaskStatus, tasksOf } from '#src/index.js';
import type { Job } from '#src/index.js';
import { startTasks } from '../fixtures/start-tasks.js';

class Reports {
  static release: () => void = () => undefined;

  @Task('reports.build', { input: Type.Integer(), output: Type.Object({ lines: Type.Integer() }), progress: Type.Number() })
  async build(count: number, job: Job<number>) {
    if (count < 0) throw new NonRetryableError('a secret of the database');
    await job.progress(0.5);
    await new Promise<void>((resolve) => (Reports.release = resolve));
    return { lines: count, hidden: true };
  }
}
const reports = tasksOf(Reports);

t.test('says how a job stands, and tells of it until it is over', async (t) => {
  const { app, tasks } = await startTasks(t, [Reports], { controllers: [TaskStatus(reports.build, { security: false })] });
  const { id } = await tasks.send(reports.build, 3);
  const streamed = app.inject(`/tasks/reports.build/${id}/events`);
  while ((await tasks.status(reports.build, id))?.progress === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  t.match((await app.inject(`/tasks/reports.build/${id}`)).json(), { id, phase: 'running', progress: 0.5, attempt: 1, attempts: 4 });
  Reports.release();
  const { payload } = await streamed;
  const events = payload.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6)) as Record<string, unknown>] : []));
  t.match(events.at(-1), { phase: 'succeeded', result: { lines: 3 } });
  t.ok(events.some(({ phase, progress }) => phase === 'running' && progress === 0.5));
  t.notOk(payload.includes('hidden'), 'what the output does not declare stays');
  t.strictSame((await app.inject(`/tasks/reports.build/${id}`)).json<{ result: unknown }>().result, { lines: 3 });
});

t.test('shows nobody what a task failed with, unless it is told to', async (t) => {
  const controllers = [
    TaskStatus(reports.build, { security: false }),
    TaskStatus(reports.build, { security: false, errors: true, path: '/all', hidden: true }),
  ];
  const { app, tasks } = await startTasks(t, [Reports], { controllers: [controllers[0] as never] });
  const { id } = await tasks.send(reports.build, -1);
  await app.backgroundIdle();
  t.match((await app.inject(`/tasks/reports.build/${id}`)).json(), { phase: 'failed', error: { message: 'The task failed.' } });
  const told = await startTasks(t, [Reports], { controllers: [controllers[1] as never] });
  const sent = await told.tasks.send(reports.build, -1);
  await told.app.backgroundIdle();
  t.match((await told.app.inject(`/all/${sent.id}`)).json(), { error: { name: 'NonRetryableError', message: 'a secret of the database' } });
});

t.test('says in the documents that there may be no such job, and that tasks may be out of reach', async (t) => {
  const { app } = await startTasks(t, [Reports], { controllers: [TaskStatus(reports.build, { security: false })] });
  const codes = app.routes.map(({ handler, throws }) => [handler, throws.map(({ definition }) => definition.code)]);
  const all = ['task_not_found', 'task_queue_full', 'tasks_unavailable'];
  t.strictSame(Object.fromEntries(codes), { read: all, events: all });
});

t.test('is asked by those who may', async (t) => {
  const { app, tasks } = await startTasks(t, [Reports], { controllers: [TaskStatus(reports.build, { security: [security.bearer()] })] });
  const { id } = await tasks.send(reports.build, -1);
  t.equal((await app.inject(`/tasks/reports.build/${id}`)).statusCode, 401);
  t.equal((await app.inject(`/tasks/reports.build/${id}/events`)).statusCode, 401);
  const headers = { authorization: 'Bearer x' };
  t.equal((await app.inject({ url: `/tasks/reports.build/${id}`, headers })).statusCode, 200);
  const unknown = '00000000-0000-4000-8000-000000000000';
  t.match((await app.inject({ url: `/tasks/reports.build/${unknown}`, headers })).json(), { status: 404, code: 'task_not_found' });
  t.equal((await app.inject({ url: `/tasks/reports.build/${unknown}/events`, headers })).statusCode, 404);
  t.equal((await app.inject({ url: '/tasks/reports.build/x', headers })).statusCode, 422);
});

t.test('is not made by an oversight', (t) => {
  // @ts-expect-error who may ask is to be said
  t.throws(() => TaskStatus(reports.build, {}), { message: /says nothing of who may ask/ });
  t.end();
});
