import t from 'tap';
import { Controller, Depends, Get, Type, createApp, dependency, observer, signal } from '#src/index.js';
import type { Observer } from '#src/index.js';

const store = dependency({}, () => 'store', { name: 'store', lifetime: 'singleton' });
const user = dependency({ store }, async ({ store }) => Promise.resolve(`${store}/user`), { name: 'user' });

@Controller('/')
class UsersController {
  @Get('/', { response: Type.String() })
  read(@Depends(user) user: string, @Depends(signal) _signal: AbortSignal) {
    return user;
  }
}

t.test('an observer sees what dependencies and handlers of requests do, and no more', async (t) => {
  const seen: string[] = [];
  const mine: Observer = {
    around: ({ kind, name }, run) => {
      seen.push(`${kind} ${name}`);
      return run(() => undefined);
    },
    carrier: () => ({}),
    resume: (_carrier, _observed, run) => run(() => undefined),
    bindings: () => undefined,
  };
  const app = createApp({ controllers: [UsersController], server: { logger: false }, observer: mine });
  t.teardown(() => app.close());
  t.equal((await app.inject('/')).json(), 'store/user');
  t.strictSame(seen, ['dependency user', 'handler UsersController.read']);
  await app.run(observer, (value) => t.equal(value, mine));
});

t.test('without one there is none', async (t) => {
  const app = createApp({ controllers: [UsersController], server: { logger: false } });
  t.teardown(() => app.close());
  await app.run(observer, (value) => t.equal(value, undefined));
});
