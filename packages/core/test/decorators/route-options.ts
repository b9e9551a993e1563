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

t.test('an error handler that returns something else is a mistake, which the log tells', async (t) => {
  @Controller('/', { errorHandlers: [onError(Busy, () => ({ wait: 3 }) as never)] })
  class PlainController {
    @Get('/')
    read(): void {
      throw new Busy(3);
    }
  }
  const app = await startApp(t, { controllers: [PlainController] });
  const answer = await app.inject('/');
  t.match(answer.json(), { status: 500, code: 'internal_server_error' });
  t.equal(app.lines.at(-1)?.msg, "The error handler of 'Busy' returned an object. Return reply(status, body), an error, or nothing.");
  t.match(app.lines.at(-1), { err: { type: 'TypeError', message: 'Busy' } }, 'and what it was given');
});

t.test('an error handler knows the members of its class only', (t) => {
  const handlers = [
    onError(Busy, (error) => reply(503, error.seconds)),
    onError(Busy, async (error) => Promise.resolve(error)),
    // @ts-expect-error 'minutes' is no member of the class
    onError(Busy, (error) => reply(503, error.minutes)),
    // @ts-expect-error a value says no status: reply(503, …) does
    onError(Busy, (error) => ({ wait: error.seconds })),
  ];
  t.ok(handlers.every((handler) => handler.error === Busy));
  t.end();
});
