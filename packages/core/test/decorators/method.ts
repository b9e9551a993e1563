import t from 'tap';
import { Controller, Delete, Get, Head, Options, Patch, Post, Put, Route } from '#src/index.js';
import { readOwnRoutes } from '#src/metadata/store.js';
import { startApp } from '../fixtures/start-app.js';

@Controller('/methods')
class MethodsController {
  @Get('/')
  get(): void {}

  @Post('/')
  post(): void {}

  @Put('/')
  put(): void {}

  @Patch('/', { summary: 'Changes it' })
  patch(): void {}

  @Delete('/')
  delete(): void {}

  @Head('/alone')
  head(): void {}

  @Options('/')
  options(): void {}

  @Route('QUERY', '/')
  query(): void {}

  @Get('/first')
  @Get('/second')
  twice(): void {}
}

t.test('each decorator records its method, its path and its options, in the order of the source', (t) => {
  t.strictSame(
    readOwnRoutes(MethodsController.prototype).map(({ key, path, options }) => [key, path, options]),
    [
      ['get', '/', { method: 'GET' }],
      ['post', '/', { method: 'POST' }],
      ['put', '/', { method: 'PUT' }],
      ['patch', '/', { summary: 'Changes it', method: 'PATCH' }],
      ['delete', '/', { method: 'DELETE' }],
      ['head', '/alone', { method: 'HEAD' }],
      ['options', '/', { method: 'OPTIONS' }],
      ['query', '/', { method: 'QUERY' }],
      ['twice', '/first', { method: 'GET' }],
      ['twice', '/second', { method: 'GET' }],
    ],
  );
  t.end();
});

t.test('every method is served', async (t) => {
  @Controller('/served')
  class ServedController {
    @Route('QUERY', '/')
    query(): string {
      return 'query';
    }

    @Put('/')
    put(): string {
      return 'put';
    }

    @Head('/')
    head(): void {}
  }
  const app = await startApp(t, { controllers: [ServedController] });
  t.equal((await app.inject({ method: 'QUERY' as 'GET', url: '/served', payload: {} })).json(), 'query');
  t.equal((await app.inject({ method: 'PUT', url: '/served' })).json(), 'put');
  t.equal((await app.inject({ method: 'HEAD', url: '/served' })).body, '');
  t.equal((await app.inject({ method: 'PATCH', url: '/served' })).statusCode, 405);
});
