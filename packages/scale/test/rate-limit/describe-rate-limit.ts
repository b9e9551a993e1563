import { Controller, Get, Type, createApp } from '@typhoon/core';
import t from 'tap';
import { RateLimit, RateLimited, RateLimitUnavailable } from '#src/index.js';

t.test('lists what is no limit when the application is made', async (t) => {
  @Controller('/')
  class ItemsController {
    @Get('/')
    @RateLimit('10/x', '5/m', { cost: 6, by: 'user' as never, failure: 'ajar' as never, name: 'é', headers: 'all' as never, skip: 1 as never })
    list() {
      return 1;
    }
  }
  const problems = t.throws(() => createApp({ controllers: [ItemsController], server: { logger: false } })) as unknown as Error & { problems?: unknown };
  t.match(problems, { code: 'TYPHOON_ERR_ROUTE_OPTIONS' });
  t.match(problems.message, "@RateLimit: a limit expects how many in which time, but got '10/x'. Write '10/s'");
  t.equal((problems as unknown as { problems: readonly unknown[] }).problems.length, 7);
});

t.test('documents headers and refusals of limited routes, and nothing of others', async (t) => {
  @Controller('/')
  class ItemsController {
    @Get('/limited', { response: Type.String() })
    @RateLimit('10/s', { failure: 'closed', headers: 'legacy' })
    limited() {
      return '';
    }

    @Get('/free', { response: Type.String() })
    free() {
      return '';
    }
  }
  const { routes } = createApp({ controllers: [ItemsController], server: { logger: false } });
  const [limited, free] = routes;
  t.strictSame(limited?.throws, [RateLimited, RateLimitUnavailable]);
  t.strictSame(Object.keys(limited?.responses[0]?.headers ?? {}), [
    'RateLimit',
    'RateLimit-Policy',
    'X-RateLimit-Limit',
    'X-RateLimit-Remaining',
    'X-RateLimit-Reset',
  ]);
  t.strictSame([free?.throws, free?.responses[0]?.headers], [[], {}]);
});
