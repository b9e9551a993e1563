import { Controller, Get, Query, Type } from '@typhoon/core';
import t from 'tap';
import { Cache } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('keeps long queries apart', async (t) => {
  let count = 0;

  @Controller('/')
  class SearchController {
    @Get('/search', { response: Type.Integer() })
    @Cache({ ttl: '10s' })
    search(@Query('q', Type.String()) _q: string) {
      return ++count;
    }
  }

  const app = await startApp(t, { controllers: [SearchController] });
  const read = async (end: string) => (await app.inject(`/search?q=${'x'.repeat(500)}${end}`)).body;
  t.strictSame([await read('a'), await read('b'), await read('a')], ['1', '2', '1']);
});
