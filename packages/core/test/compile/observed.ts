import t from 'tap';
import { Controller, Depends, Get, Type, createApp, dependency, log } from '#src/index.js';
import type { Observer } from '#src/index.js';

t.test('dependencies are looked at, each by its name, as long as they work: not what a request has, and not what is there already', async (t) => {
  const seen: string[] = [];
  const mine: Observer = {
    around: ({ kind, name }, run) => {
      const result = run(() => undefined);
      seen.push(`${kind} ${name}: ${result instanceof Promise ? 'a promise' : 'a value'}`);
      return result;
    },
    carrier: () => ({}),
    resume: (_carrier, _observed, run) => run(() => undefined),
    bindings: () => undefined,
  };
  const settings = dependency({}, () => 'settings', { name: 'settings', lifetime: 'singleton' });
  const slow = dependency({ settings }, async ({ settings }) => Promise.resolve(settings), { name: 'slow' });
  const quick = dependency({ slow, log }, ({ slow }) => slow, { name: 'quick' });

  @Controller('/')
  class ItemsController {
    @Get('/', { response: Type.String() })
    read(@Depends(quick) value: string) {
      return value;
    }
  }

  const app = createApp({ controllers: [ItemsController], server: { logger: false }, observer: mine });
  t.teardown(() => app.close());
  t.equal((await app.inject('/')).json(), 'settings');
  t.strictSame(seen, ['dependency slow: a promise', 'dependency quick: a value', 'handler ItemsController.read: a value']);
});
