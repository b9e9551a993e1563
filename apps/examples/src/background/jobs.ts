import { Controller, Depends, Get, HttpError, Model, Path, Post, Type, createApp, log, reply } from 'typhoon';
import type { FastifyBaseLogger } from 'fastify';

class Job extends Model({ id: Type.Integer(), state: Type.Union([Type.Literal('waiting'), Type.Literal('done'), Type.Literal('failed')]) }) {}

const JobNotFound = HttpError.define({ status: 404, code: 'job_not_found', title: 'Job not found' });

/** Works one job after the other. Made once; `close` lets the last one finish. */
class Worker {
  readonly jobs = new Map<number, Job>();
  #tail: Promise<void> = Promise.resolve();

  add(work: () => Promise<void>, logger: FastifyBaseLogger): Job {
    const job: Job = { id: this.jobs.size + 1, state: 'waiting' };
    this.jobs.set(job.id, job);
    this.#tail = this.#tail.then(work).then(
      () => void (job.state = 'done'),
      (error: unknown) => {
        logger.error({ err: error, job: job.id }, 'A job failed');
        job.state = 'failed';
      },
    );
    return job;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tail;
  }
}

@Controller('/jobs')
export class JobsController {
  constructor(@Depends(Worker) private readonly worker: Worker) {}

  @Post('/', { responses: { 202: { response: Job, headers: { location: { schema: Type.String() } } } } })
  create(@Depends(log) logger: FastifyBaseLogger) {
    const job = this.worker.add(() => Promise.resolve(), logger);
    return reply(202, job, { location: `/jobs/${job.id}` });
  }

  @Get('/:id', { response: Job, throws: [JobNotFound] })
  read(@Path('id', Type.Integer()) id: number) {
    return this.worker.jobs.get(id) ?? JobNotFound.throw();
  }
}

export const app = createApp({ title: 'Jobs', version: '1.0.0', license: 'MIT', controllers: [JobsController] });
