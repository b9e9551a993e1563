import { Controller, Get, Type, onError, reply } from '@typhoon/core';
import t from 'tap';
import { RateLimit, RateLimited } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('is an error that handlers know, with the seconds to wait', async (t) => {
  @Controller('/')
  class ItemsController {
    @Get('/', { response: Type.String() })
    @RateLimit('1/d')
    list() {
      return '';
    }
  }
  const handler = onError(RateLimited, (error) => reply(429, { wait: Number((error as { headers: Record<string, string> }).headers['retry-after']) > 80_000 }));
  const app = await startApp(t, { controllers: [ItemsController], errorHandlers: [handler] });
  await app.inject('/');
  const refused = await app.inject('/');
  t.strictSame([refused.statusCode, refused.json()], [429, { wait: true }]);
});
