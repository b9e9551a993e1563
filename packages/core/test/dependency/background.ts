import t from 'tap';
import { BackgroundWork } from '#src/dependency/background.js';
import { Controller, Depends, Get, background } from '#src/index.js';
import type { Background } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('runs work when the answer has left, logs what it throws, and is waited for', async (t) => {
  const log: string[] = [];
  @Controller('/')
  class MailController {
    @Get('/')
    send(@Depends(background) work: Background) {
      work.add(async () => {
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
  t.strictSame(log, ['answered', 'sent']);
  t.match(app.lines, [{ msg: 'Background work failed', err: { message: 'No such address' } }]);
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
