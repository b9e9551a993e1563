import t from 'tap';
import { Ready, createApp, dependency } from '#src/index.js';
import { Controller, Depends, Get, Type } from '#src/index.js';

t.test('what lives as long as the application says whether it can be used', async (t) => {
  class Store {
    isOpen = true;

    @Ready()
    async ping(signal: AbortSignal): Promise<boolean> {
      return Promise.resolve(this.isOpen && !signal.aborted);
    }
  }
  class OtherStore extends Store {}
  const queue = dependency({}, () => ({ length: 3 }), { name: 'queue', lifetime: 'singleton', ready: ({ length }) => length < 3 });
  @Controller('/')
  class ItemsController {
    constructor(
      @Depends(OtherStore) readonly store: OtherStore,
      @Depends(queue) readonly jobs: { length: number },
    ) {}

    @Get('/', { response: Type.Integer() })
    read() {
      return this.jobs.length;
    }
  }
  const app = createApp({ controllers: [ItemsController], server: { logger: false } });
  t.strictSame(app.readiness, []);
  await app.ready();
  app.addReadiness({ name: 'disk', check: () => undefined, isRequired: false });
  const { signal } = new AbortController();
  const results = await Promise.all(app.readiness.map(async ({ name, check, isRequired }) => [name, await check(signal), isRequired]));
  t.strictSame(results, [
    ['disk', undefined, false],
    ['OtherStore', true, true],
    ['queue', false, true],
  ]);
  await app.close();
  t.equal(app.readiness.length, 1, 'what is gone is not checked');
});

t.test('only what lives as long as the application can be checked', async (t) => {
  t.throws(() => dependency({}, () => 1, { name: 'page', ready: () => true }), { message: /Add lifetime: 'singleton' to 'page'/ });
  // @ts-expect-error the value is a number
  dependency({}, () => 1, { lifetime: 'singleton', ready: (value: string) => value });
});

t.test('an application that closes is draining, and one that is told so', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false } });
  await app.ready();
  t.equal(app.isDraining, false);
  app.beginDraining();
  t.equal(app.isDraining, true);
  t.equal((await app.inject('/nowhere')).statusCode, 404, 'it answers as before');
  await app.close();

  const other = createApp({ controllers: [], server: { logger: false } });
  await other.close();
  t.equal(other.isDraining, true);
});
