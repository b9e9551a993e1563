import t from 'tap';
import { Controller, Form, Get, Head, Post, Type } from '#src/index.js';
import { startApp } from './fixtures/start-app.js';

@Controller('/')
class Mixed {
  @Get('/page')
  read() {
    return 'page';
  }

  @Head('/page', { status: 204 })
  probe() {
    return;
  }

  @Post('/form')
  send(@Form('name', Type.String()) name: string) {
    return name;
  }
}

t.test('registers HEAD before GET, and forms where only their types are parsed', async (t) => {
  const app = await startApp(t, { controllers: [Mixed] });
  t.strictSame((await app.inject({ method: 'HEAD', url: '/page' })).statusCode, 204);
  t.strictSame((await app.inject('/page')).statusCode, 200);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  t.strictSame((await app.inject({ method: 'POST', url: '/form', headers, payload: 'name=Ada' })).json(), 'Ada');
});
