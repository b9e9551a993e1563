import t from 'tap';
import { Controller, Get, onError, reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

class Busy extends Error {
  constructor(readonly seconds: number) {
    super('Busy');
  }
}

@Controller('/busy', { errorHandlers: [onError(Busy, (error, request) => reply(503, { path: request.url, wait: error.seconds }))] })
class BusyController {
  @Get('/')
  read(): void {
    throw new Busy(3);
  }
}

t.test('an error handler is given the error by its class, and the request', async (t) => {
  const app = await startApp(t, { controllers: [BusyController] });
  const answer = await app.inject('/busy');
  t.equal(answer.statusCode, 503);
  t.strictSame(answer.json(), { path: '/busy', wait: 3 });
});

t.test('an error handler knows the members of its class only', (t) => {
  const handlers = [
    onError(Busy, (error) => error.seconds),
    // @ts-expect-error 'minutes' is no member of the class
    onError(Busy, (error) => error.minutes),
  ];
  t.ok(handlers.every((handler) => handler.error === Busy));
  t.end();
});
