import t from 'tap';
import { Controller, Get, Type, createApp } from '@typhoon/core';
import { setLauncher } from '@typhoon/core/internal';
import type { Launcher } from '@typhoon/core/internal';

@Controller('/peers')
class PeersController {
  @Get('/', { response: Type.Integer() })
  read() {
    return 1;
  }
}

function launched(launcher: Launcher, run: () => Promise<void>): Promise<void> {
  setLauncher(launcher);
  return run().finally(() => setLauncher(undefined));
}

t.test('a program that loads applications is told of each that is made', async (t) => {
  const made: unknown[] = [];
  await launched({ purpose: 'serve', created: (app) => made.push(app) }, async () => {
    const apps = [createApp({ controllers: [PeersController] }), createApp({ controllers: [] })];
    t.strictSame(made, apps);
    await Promise.all(apps.map((app) => app.close()));
  });
});

t.test('an application that is only described starts nothing', async (t) => {
  let isStarted = false;
  const onStart = () => {
    isStarted = true;
  };
  await launched({ purpose: 'describe' }, async () => {
    const app = createApp({ controllers: [PeersController], onStart });
    await app.ready();
    t.equal(isStarted, false);
    await app.close();
  });
  const app = createApp({ controllers: [PeersController], onStart });
  await app.ready();
  t.equal(isStarted, true);
  await app.close();
});

t.test('what the program says of proxies wins over the application', async (t) => {
  await launched({ purpose: 'serve', server: (own) => ({ ...own, trustProxy: true }) }, async () => {
    const app = createApp({ controllers: [], server: { logger: false, trustProxy: false } });
    app.fastify.get('/ip', (request) => request.ip);
    const { body } = await app.inject({ url: '/ip', headers: { 'x-forwarded-for': '203.0.113.9' } });
    t.equal(body, '203.0.113.9');
    await app.close();
  });
});
