import { Controller, Depends, Get } from '@typhoon/core';
import t from 'tap';
import { job } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('is none of a request', async (t) => {
  @Controller('/')
  class JobController {
    @Get('/')
    read(@Depends(job) _job: unknown) {
      return 1;
    }
  }
  const app = await startApp(t, { controllers: [JobController] });
  t.equal((await app.inject('/')).statusCode, 500);
});
