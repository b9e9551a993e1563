import t from 'tap';
import { Controller, Depends, Get, HttpError, Model, Path, Post, RequestValidationError, Type, dependency, mount, onError, reply, Body } from '#src/index.js';
import type { Reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

class Shortage extends Model({ missing: Type.Integer() }) {}
const OutOfStock = HttpError.define({ status: 409, code: 'out_of_stock', title: 'Out of stock', schema: Shortage });

class DomainError extends Error {}
class SpecialError extends DomainError {}

const thrown: Readonly<Record<string, unknown>> = {
  undefined,
  null: null,
  text: 'secret text',
  error: new Error('secret message'),
  object: { secret: true },
  statusCode: Object.assign(new Error('secret upstream'), { statusCode: 503 }),
};

@Controller('/errors')
class ErrorsController {
  @Get('/thrown/:what')
  throwIt(@Path('what', Type.String()) what: string): void {
    throw thrown[what];
  }

  @Get('/rejected/:what')
  async rejectIt(@Path('what', Type.String()) what: string): Promise<void> {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- anything at all can be thrown
    await Promise.reject(thrown[what]);
  }

  @Get('/http')
  http(): void {
    throw new HttpError(404, { detail: 'Nothing here', headers: { 'x-reason': 'gone' } });
  }

  @Get('/declared', { throws: [OutOfStock] })
  declared(): void {
    OutOfStock.throw({ detail: 'Two are missing', data: { missing: 2 } });
  }

  @Get('/domain')
  domain(): void {
    throw new SpecialError('special');
  }

  @Get('/undeclared-status', { response: Type.String() })
  undeclared(): any {
    return reply(299, 'secret');
  }

  @Get('/alternative', { response: Type.String(), responses: { 202: Type.Object({ job: Type.Integer() }) } })
  alternative(): string | Reply<202, { job: number }> {
    return reply(202, { job: 7, secret: 'x' }, { 'x-job': '7' });
  }

  @Get('/wrong', { response: Type.Object({ id: Type.Integer() }) })
  wrong(): any {
    return { id: 'secret' };
  }

  @Post('/body')
  body(@Body(Shortage) _body: Shortage): void {}
}

const failing = dependency({}, () => HttpError.throw(402, 'Pay first'));

@Controller('/levels')
class LevelsController {
  @Get('/route', { errorHandlers: [onError(DomainError, () => new HttpError(410, 'route'))] })
  route(): void {
    throw new DomainError();
  }

  @Get('/group')
  group(): void {
    throw new SpecialError();
  }

  @Get('/dependency')
  dependency(@Depends(failing) _never: never): void {}
}

t.test('answers whatever is thrown with a neutral 500 and logs it with the id of the request', async (t) => {
  const app = await startApp(t, { controllers: [ErrorsController] });
  for (const way of ['thrown', 'rejected']) {
    for (const what of Object.keys(thrown)) {
      const response = await app.inject(`/errors/${way}/${what}`);
      const expected = what === 'statusCode' ? 503 : 500;
      t.equal(response.statusCode, expected, `${way} ${what}`);
      t.notMatch(response.payload, 'secret');
      t.match(app.lines.at(-1), { level: 50, requestId: response.json().requestId });
    }
  }
});

t.test('answers an HttpError with its status, detail and headers as a problem', async (t) => {
  const app = await startApp(t, { controllers: [ErrorsController] });
  const response = await app.inject('/errors/http');
  t.equal(response.statusCode, 404);
  t.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
  t.equal(response.headers['x-reason'], 'gone');
  const { requestId, ...body } = response.json();
  t.type(requestId, 'string');
  t.strictSame(body, { type: 'about:blank', title: 'Not Found', status: 404, code: 'not_found', detail: 'Nothing here' });
});

t.test('writes the data of a declared error into the problem', async (t) => {
  const app = await startApp(t, { controllers: [ErrorsController] });
  const response = await app.inject('/errors/declared');
  t.equal(response.statusCode, 409);
  t.match(response.json(), { title: 'Out of stock', code: 'out_of_stock', detail: 'Two are missing', missing: 2 });
});

t.test("speaks FastAPI's envelope by one switch", async (t) => {
  const app = await startApp(t, { controllers: [ErrorsController], errors: 'fastapi' });
  t.strictSame((await app.inject('/errors/http')).json(), { detail: 'Nothing here' });
  t.strictSame((await app.inject('/errors/thrown/error')).json(), { detail: 'Internal Server Error' });
  t.strictSame((await app.inject('/nowhere')).json(), { detail: 'Not Found' });
  const invalid = await app.inject({ method: 'POST', url: '/errors/body', payload: {} });
  t.equal(invalid.statusCode, 422);
  t.strictSame(invalid.json(), { detail: [{ type: 'missing', loc: ['body', 'missing'], msg: 'Field required', input: {} }] });
});

t.test('hands errors to the innermost handler, there to the one of the nearest class', async (t) => {
  const app = await startApp(t, {
    controllers: [
      mount('/a', [LevelsController], {
        errorHandlers: [onError(DomainError, () => new HttpError(411, 'group')), onError(SpecialError, () => reply(412, { note: 'special' }))],
      }),
      ErrorsController,
    ],
    errorHandlers: [
      onError(DomainError, (error) => {
        throw new HttpError(413, error.message);
      }),
    ],
  });
  t.equal((await app.inject('/a/levels/route')).statusCode, 410);
  const group = await app.inject('/a/levels/group');
  t.equal(group.statusCode, 412);
  t.strictSame(group.json(), { note: 'special' });
  t.equal((await app.inject('/errors/domain')).statusCode, 413);
  t.equal((await app.inject('/a/levels/dependency')).statusCode, 402);
});

t.test('lets a handler of validation errors answer in its own shape', async (t) => {
  const app = await startApp(t, {
    controllers: [ErrorsController],
    errorHandlers: [onError(RequestValidationError, (error) => reply(400, { bad: error.issues.map((issue) => issue.loc.join('/')) }))],
  });
  const response = await app.inject({ method: 'POST', url: '/errors/body', payload: {} });
  t.equal(response.statusCode, 400);
  t.strictSame(response.json(), { bad: ['body/missing'] });
});

t.test('writes what a handler of errors replies with as it is, or by the schema that the route declares for the status', async (t) => {
  @Controller('/')
  class CountController {
    @Get('/:n', { response: Type.String(), responses: { 409: Shortage } })
    read(@Path('n', Type.Integer()) _n: number): string {
      throw new SpecialError();
    }
  }
  const app = await startApp(t, {
    controllers: [CountController],
    errorHandlers: [onError(RequestValidationError, () => reply(400, { wrong: true })), onError(SpecialError, () => reply(409, { missing: 3, secret: 1 }))],
  });
  const asItIs = await app.inject('/x');
  t.strictSame([asItIs.statusCode, asItIs.headers['content-type'], asItIs.json()], [400, 'application/json; charset=utf-8', { wrong: true }]);
  const bySchema = await app.inject('/1');
  t.strictSame([bySchema.statusCode, bySchema.json()], [409, { missing: 3 }]);
});

t.test('sends a declared alternative filtered by its own schema', async (t) => {
  const app = await startApp(t, { controllers: [ErrorsController] });
  const response = await app.inject('/errors/alternative');
  t.equal(response.statusCode, 202);
  t.equal(response.headers['x-job'], '7');
  t.strictSame(response.json(), { job: 7 });
});

t.test('answers 500 for a status that is not declared, and leaks nothing', async (t) => {
  const app = await startApp(t, { controllers: [ErrorsController] });
  const response = await app.inject('/errors/undeclared-status');
  t.equal(response.statusCode, 500);
  t.notMatch(response.payload, 'secret');
  t.match(app.lines.at(-1)?.msg, 'replied with status 299, but declares only 200');
});

t.test('answers 500 for a value its schema does not allow, with the place in the log and the value nowhere', async (t) => {
  const app = await startApp(t, { controllers: [ErrorsController], validateResponses: true });
  const response = await app.inject('/errors/wrong');
  t.equal(response.statusCode, 500);
  t.notMatch(response.payload, 'secret');
  t.match(app.lines.at(-1)?.msg, /ErrorsController\.wrong returned .* status 200/);
  t.notMatch(JSON.stringify(app.lines), 'secret');
});
