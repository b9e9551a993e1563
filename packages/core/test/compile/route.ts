import t from 'tap';
import { Body, Controller, Get, Header, Path, Post, Query, Type } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const text = Type.String();
const number = Type.Integer();

@Controller('/')
class Handlers {
  readonly #name = 'own';

  @Get('/0')
  none() {
    return [this.#name];
  }

  @Get('/1/:a')
  one(@Path('a', number) a: number) {
    return [this.#name, a];
  }

  @Get('/2/:a')
  two(@Query('b', text) b: string, @Path('a', number) a: number) {
    return [this.#name, b, a];
  }

  @Get('/3/:a')
  three(@Header('c', text) c: string, @Query('b', text) b: string, @Path('a', number) a: number) {
    return [this.#name, c, b, a];
  }

  @Post('/5/:a')
  five(@Body(number) e: number, @Header('c', text) c: string, @Query('b', text) b: string, @Path('a', number) a: number, @Query('b', text) again: string) {
    return [this.#name, e, c, b, a, again];
  }

  @Get('/thenable')
  thenable(): PromiseLike<number> {
    return { then: (resolve: (value: number) => void) => resolve(5) } as PromiseLike<number>;
  }
}

t.test('calls handlers on their controller with any number of arguments, each in its place', async (t) => {
  const app = await startApp(t, { controllers: [Handlers] });
  const rows = [
    ['GET', '/0', ['own']],
    ['GET', '/1/7', ['own', 7]],
    ['GET', '/2/7?b=x', ['own', 'x', 7]],
    ['GET', '/3/7?b=x', ['own', 'y', 'x', 7]],
    ['POST', '/5/7?b=x', ['own', 9, 'y', 'x', 7, 'x']],
    ['GET', '/thenable', 5],
  ] as const;
  for (const [method, url, want] of rows) {
    const response = await app.inject({ method, url, headers: { c: 'y', 'content-type': 'application/json' }, ...(method === 'POST' ? { payload: '9' } : {}) });
    t.strictSame(response.json(), want, url);
  }
});

t.test('keeps the values of requests apart that run side by side', async (t) => {
  const releases: (() => void)[] = [];

  @Controller('/')
  class Waiting {
    @Get('/:id')
    async wait(@Path('id', number) id: number) {
      await new Promise<void>((resolve) => releases.push(resolve));
      return id;
    }
  }
  const app = await startApp(t, { controllers: [Waiting] });
  const answers = [1, 2, 3].map(async (id) => (await app.inject(`/${id}`)).json<number>());
  while (releases.length < 3) await new Promise((resolve) => setImmediate(resolve));
  for (const release of releases.reverse()) release();
  t.strictSame(await Promise.all(answers), [1, 2, 3]);
});
