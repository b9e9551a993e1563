import t from 'tap';
import { Controller, Delete, Get, Path, Post, Route, Type } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

@Controller('/things')
class ThingsController {
  @Get('/:id')
  read(@Path('id', Type.String()) _id: string): void {}

  @Delete('/:id')
  remove(@Path('id', Type.String()) _id: string): void {}

  @Post('/')
  create(): void {}

  @Route('QUERY', '/')
  query(): void {}
}

t.test('answers an unknown path with 404 as a problem', async (t) => {
  const app = await startApp(t, { controllers: [ThingsController] });
  const response = await app.inject('/nowhere?x=1');
  t.equal(response.statusCode, 404);
  t.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
  t.match(response.json(), { status: 404, code: 'not_found' });
});

t.test('answers a wrong method with 405 and the methods that there are', async (t) => {
  const app = await startApp(t, { controllers: [ThingsController] });
  const response = await app.inject({ method: 'PUT', url: '/things/3?x=1' });
  t.equal(response.statusCode, 405);
  t.equal(response.headers.allow, 'DELETE, GET, HEAD');
  t.match(response.json(), { status: 405, code: 'method_not_allowed' });
});

t.test('names methods beside the common ones in Allow', async (t) => {
  const app = await startApp(t, { controllers: [ThingsController] });
  const response = await app.inject({ method: 'PATCH', url: '/things' });
  t.equal(response.headers.allow, 'POST, QUERY');
});

t.test('answers HEAD where GET is declared', async (t) => {
  const app = await startApp(t, { controllers: [ThingsController] });
  const response = await app.inject({ method: 'HEAD', url: '/things/3' });
  t.equal(response.statusCode, 200);
  t.equal(response.payload, '');
});
