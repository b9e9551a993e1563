import { Body, Controller, Depends, Model, Post, Task, TaskStatus, Type, createApp, dependency, job, security, tasks, tasksOf } from 'typhoon';
import type { Job, Tasks } from 'typhoon';

class Order extends Model({ year: Type.Integer({ minimum: 2000 }), rows: Type.Integer({ minimum: 1, default: 10 }) }) {}
class Report extends Model({ title: Type.String(), rows: Type.Integer() }) {}

// #region task
/** One for each attempt; what stands after `yield` sees how it ended. */
const workspace = dependency({ job }, async function* ({ job }) {
  yield `reports-${job.id}`;
  await Promise.resolve();
});

export class Reports {
  @Task('reports.build', {
    input: Order,
    output: Report,
    progress: Type.Integer({ minimum: 0, maximum: 100 }),
    retries: 5,
    timeout: '5m',
    unique: true,
  })
  async build({ year, rows }: Order, job: Job<number>, @Depends(workspace) folder: string): Promise<Report> {
    for (let row = 1; row <= rows; row++) {
      job.signal.throwIfAborted();
      await job.progress(Math.round((100 * row) / rows));
    }
    job.log.info({ folder }, 'built');
    return { title: `Report of ${year}`, rows };
  }
}

export const reports = tasksOf(Reports);
// #endregion task

// #region send
class Accepted extends Model({ id: Type.String({ format: 'uuid' }) }) {}

@Controller('/reports')
export class ReportsController {
  @Post('/', { status: 202, response: Accepted })
  async start(@Body(Order) order: Order, @Depends(tasks) tasks: Tasks) {
    const { id } = await tasks.send(reports.build, order);
    return { id };
  }
}

export const app = createApp({
  title: 'Reports',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ReportsController, TaskStatus(reports.build, { security: [security.bearer()] })],
  tasks: [Reports],
  redis: process.env['REDIS_URL'],
});
// #endregion send
