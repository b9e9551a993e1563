import t from 'tap';
import { Controller, Depends, Get, Query, Type, createApp, dependency, security } from '#src/index.js';
import type { RouteFeature } from '#src/index.js';

const counter = dependency({}, () => ({ count: 0 }), { lifetime: 'singleton', name: 'counter' });
const currentUser = dependency({ token: security.bearer({ optional: true }) }, ({ token }) => token ?? 'nobody');

t.test('runs the hooks of a feature: before security, after it, after validation, and after dependencies have committed', async (t) => {
  const log: string[] = [];
  const transaction = dependency({}, function* () {
    yield 1;
    log.push('commit');
  });
  const watching: RouteFeature = {
    name: '@Watched',
    needs: [counter],
    guards: [currentUser],
    hooks: (route) => ({
      onRequest: (request, _reply, done) => {
        log.push(`onRequest ${route.readValues(request).length}`);
        done();
      },
      afterSecurity: (request, _reply, done) => {
        log.push(`afterSecurity ${String(route.readGuard(request, currentUser))}`);
        done();
      },
      preHandler: (request, reply, done) => {
        const { inputs, dependencies } = route.definition;
        const values = route.readValues(request);
        const user = values[inputs.length + dependencies.findIndex(({ target }) => target === currentUser)];
        const calls = ++(route.readSingleton(counter) as { count: number }).count;
        log.push(`preHandler ${String(values[inputs.findIndex(({ name }) => name === 'page')])} ${String(user)} ${calls}`);
        if (values.includes(9)) reply.send({ page: 'from the hook' });
        else done();
      },
      onSend: (_request, _reply, payload, done) => {
        log.push(`onSend ${String(payload)}`);
        done(null, payload);
      },
    }),
  };

  @Controller('/', { features: [watching] })
  class PagesController {
    @Get('/', { response: Type.Object({ page: Type.Unknown() }) })
    read(@Query('page', Type.Integer()) page: number, @Depends(transaction) _transaction: number) {
      log.push('handler');
      return { page };
    }
  }

  const app = createApp({ controllers: [PagesController], server: { logger: false } });
  t.teardown(() => app.close());
  await app.inject({ url: '/?page=2', headers: { authorization: 'Bearer ada' } });
  t.strictSame(log.splice(0), ['onRequest 0', 'afterSecurity ada', 'preHandler 2 ada 1', 'handler', 'commit', 'onSend {"page":2}']);
  t.equal((await app.inject('/?page=9')).body, '{"page":"from the hook"}');
  t.strictSame(log.splice(0), ['onRequest 0', 'afterSecurity nobody', 'preHandler 9 nobody 2', 'onSend {"page":"from the hook"}']);
});

t.test('reads the value of a guard, or of what stands for it, and none where it has not run', async (t) => {
  const page = dependency({ page: Query('page', Type.Integer()) }, ({ page }) => page);
  const seen: unknown[] = [];
  const watching: RouteFeature = {
    name: '@Watched',
    guards: [page],
    hooks: (route) => ({
      afterSecurity: (request, _reply, done) => {
        seen.push(route.readGuard(request, page));
        done();
      },
    }),
  };

  @Controller('/', { features: [watching] })
  class PagesController {
    @Get('/')
    read() {
      return 1;
    }
  }
  const app = createApp({ controllers: [PagesController], server: { logger: false } });
  t.teardown(() => app.close());
  await app.inject('/?page=3');
  await app.inject('/?page=x');
  app.override(page, () => 7);
  await app.inject('/?page=3');
  t.strictSame(seen, [3, undefined, 7]);
});
