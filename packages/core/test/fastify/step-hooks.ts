import t from 'tap';
import { runStep, runsEarly, validates } from '#src/fastify/step-hooks.js';
import { Controller, Depends, Get, Query, Type, security } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

@Controller('/')
class Handlers {
  @Get('/nothing')
  nothing() {
    return 1;
  }

  @Get('/query')
  query(@Query('a', Type.String()) a: string) {
    return a;
  }

  @Get('/user')
  user(@Depends(security.bearer()) token: string) {
    return token;
  }

  @Get('/strict', { unknown: 'reject' })
  strict() {
    return 1;
  }
}

t.test('says which steps a route needs', async (t) => {
  const rows = [
    ['nothing', false, false],
    ['query', false, true],
    ['user', true, false],
    ['strict', false, true],
  ] as const;
  for (const [handler, early, validated] of rows) {
    const route = describeRoute(Handlers, handler);
    t.strictSame([runsEarly(route), validates(route)], [early, validated], handler);
  }
});

t.test('tells how a step went, whether it is a promise or not', async (t) => {
  const failure = new Error('refused');
  const rows: readonly [string, () => Promise<void> | undefined, Error | undefined][] = [
    ['nothing to wait for', () => undefined, undefined],
    ['a promise kept', async () => Promise.resolve(), undefined],
    ['a promise broken', async () => Promise.reject(failure), failure],
    [
      'a throw',
      () => {
        throw failure;
      },
      failure,
    ],
  ];
  for (const [name, step, want] of rows) t.strictSame(await new Promise((resolve) => runStep(step, resolve)), want, name);
});
