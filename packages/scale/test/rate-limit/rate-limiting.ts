import { Controller, Get, Type, mount } from '@typhoon/core';
import t from 'tap';
import { RateLimit, rateLimiting } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const Text = { response: Type.String() };

/** Statuses of so many requests, one after the other. */
async function ask(app: Awaited<ReturnType<typeof startApp>>, count: number, request: object): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) statuses.push((await app.inject(request)).statusCode);
  return statuses;
}

t.test('adds the limits of all levels, counts what is written once together, and takes outer ones back', async (t) => {
  @Controller('/a')
  @RateLimit('3/m')
  class AController {
    @Get('/one', Text)
    @RateLimit('1/m')
    one() {
      return '';
    }

    @Get('/two', Text)
    two() {
      return '';
    }

    @Get('/free', Text)
    @RateLimit(false)
    free() {
      return '';
    }

    @Get('/own', Text)
    @RateLimit(false)
    @RateLimit('4/m')
    own() {
      return '';
    }
  }
  @Controller('/b')
  class BController {
    @Get('/', Text)
    list() {
      return '';
    }
  }
  const app = await startApp(t, {
    controllers: [AController, mount('/group', [BController], { features: [rateLimiting('2/m')] })],
    features: [rateLimiting('8/m')],
  });
  t.equal((await app.inject('/a/one')).headers['ratelimit-policy'], '"8/m";q=8;w=60, "3/m";q=3;w=60, "1/m";q=1;w=60');
  t.strictSame(await ask(app, 1, { url: '/a/one' }), [429]);
  t.strictSame(await ask(app, 3, { url: '/a/two' }), [200, 200, 429], 'the class has counted the first one, too');
  t.strictSame(await ask(app, 3, { url: '/group/b' }), [200, 200, 429]);
  t.match(await app.inject('/a/free'), { statusCode: 200, headers: { ratelimit: undefined } });
  t.strictSame(await ask(app, 5, { url: '/a/own' }), [200, 200, 200, 200, 429]);
  t.match((await app.inject('/group/b')).headers['ratelimit'], /^"8\/m";r=3;/, 'what one limit refuses counts in none');
});
