import { Body, Controller, Depends, Get, HttpError, Model, Path, Post, Type, tasks } from 'typhoon';
import type { Tasks } from 'typhoon';
import { Limit, PrimeCount, computing } from './computing.js';

class Started extends Model({ id: Type.String({ format: 'uuid' }) }) {}

class TaskView extends Model({
  phase: Type.Union([Type.Literal('waiting'), Type.Literal('delayed'), Type.Literal('running'), Type.Literal('succeeded'), Type.Literal('failed')]),
  attempt: Type.Integer(),
  result: Type.Optional(PrimeCount.schema),
}) {}

const TaskNotFound = HttpError.define({ status: 404, code: 'task_not_found', title: 'Task not found' });

@Controller('/', { tags: ['tasks'] })
export class TaskController {
  constructor(@Depends(tasks) private readonly tasks: Tasks) {}

  /** Answers when the task is kept, not when it is done. What was answered with 202 will be done, whatever ends meanwhile. */
  @Post('/start-task', { status: 202, response: Started, summary: 'Count primes, later' })
  async start(@Body('below', Limit) below: number) {
    const { id } = await this.tasks.send(computing.countPrimes, below);
    return { id };
  }

  @Get('/tasks/:id', { response: TaskView, throws: [TaskNotFound], summary: 'How it stands' })
  async read(@Path('id', Type.String({ format: 'uuid' })) id: string) {
    const { phase, attempt, result } = (await this.tasks.status(computing.countPrimes, id)) ?? TaskNotFound.throw();
    return { phase, attempt, result };
  }
}
