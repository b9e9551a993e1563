import type { FastifyReply } from 'fastify';
import t from 'tap';
import { BackgroundWork } from '#src/dependency/background.js';
import { Controller, Depends, Get, HttpError, background, fastifyReply } from '#src/index.js';
import type { Background } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('runs work when the answer has left, logs what it throws, and is waited for', async (t) => {
  const log: string[] = [];
  @Controller('/')
  class MailController {
    @Get('/')
    send(@Depends(background) work: Background, @Depends(fastifyReply) answer: FastifyReply) {
      work.add(async () => {
        log.push(`the answer has left: ${answer.raw.writableEnded}`);
        await Promise.resolve();
        log.push('sent');
      });
      work.add(() => {
        throw new Error('No such address');
      });
      log.push('answered');
      return { ok: true };
    }
  }
  const app = await startApp(t, { controllers: [MailController] });
  t.equal((await app.inject('/')).statusCode, 200);
  await app.backgroundIdle();
  t.strictSame(log, ['answered', 'the answer has left: true', 'sent']);
  t.match(app.lines, [{ msg: 'Background work failed', err: { message: 'No such address' } }]);
});

t.test('runs work of a request that has failed, after its answer', async (t) => {
  const log: string[] = [];
  @Controller('/')
  class OrdersController {
    @Get('/')
    read(@Depends(background) work: Background) {
      work.add(() => log.push('noted'));
      throw new HttpError(409);
    }
  }
  const app = await startApp(t, { controllers: [OrdersController] });
  t.equal((await app.inject('/')).statusCode, 409);
  await app.backgroundIdle();
  t.strictSame(log, ['noted']);
});

t.test('is waited for when the application closes', async (t) => {
  const log: string[] = [];
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  @Controller('/')
  class SlowController {
    @Get('/')
    read(@Depends(background) work: Background) {
      work.add(async () => {
        await finished;
        log.push('done');
      });
      return {};
    }
  }
  const app = await startApp(t, { controllers: [SlowController] });
  await app.inject('/');
  const closed = app.close().then(() => log.push('closed'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  finish();
  await closed;
  t.strictSame(log, ['done', 'closed']);
});

t.test('idle waits for work that running work starts', async (t) => {
  const work = new BackgroundWork();
  const log: string[] = [];
  const logger = { error: t.fail } as never;
  const second = async (): Promise<void> => {
    await Promise.resolve();
    log.push('second');
  };
  work.start(async () => {
    await Promise.resolve();
    work.start(second, logger);
    log.push('first');
  }, logger);
  await work.idle();
  t.strictSame(log, ['first', 'second']);
});
