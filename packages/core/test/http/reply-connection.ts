import { once } from 'node:events';
import { constants } from 'node:http2';
import t from 'tap';
import { Controller, Get, JsonLines, Type } from '#src/index.js';
import { Http2Client } from '../fixtures/http2-client.js';
import { startApp } from '../fixtures/start-app.js';

const running: (() => void)[] = [];

@Controller('/')
class WorkController {
  @Get('/lines', { response: JsonLines(Type.Integer()) })
  async *lines() {
    yield 1;
    await new Promise(setImmediate);
    throw new Error('No more.');
  }

  @Get('/one', { response: Type.String(), concurrency: { max: 1, queue: 5 } })
  async one(): Promise<string> {
    return new Promise((resolve) => running.push(() => resolve('done')));
  }
}

async function start(test: Parameters<typeof startApp>[0], isSecond: boolean) {
  const app = await startApp(test, { controllers: [WorkController], server: { logger: false, http2: isSecond } });
  return app.listen({ port: 0 });
}

t.test('an answer that is broken off does not look complete', async (t) => {
  const client = new Http2Client(t, await start(t, true));
  t.match(await client.ask('/lines'), { status: 200, body: '1\n', code: constants.NGHTTP2_INTERNAL_ERROR });
  const response = await fetch(`${await start(t, false)}/lines`);
  await t.rejects(response.text(), 'over HTTP/1.1, too');
});

t.test('whoever has left while waiting for a place takes none', async (t) => {
  const client = new Http2Client(t, await start(t, true));
  const first = client.ask('/one');
  while (running.length < 1) await new Promise(setImmediate);
  const waiting = client.open({ ':path': '/one' });
  t.match(await client.ask('/nowhere'), { status: 404 }, 'it has come in by now');
  const left = once(waiting, 'close');
  waiting.close(constants.NGHTTP2_CANCEL);
  await left;
  running.shift()?.();
  t.match(await first, { status: 200 });
  const next = client.ask('/one');
  while (running.length < 1) await new Promise(setImmediate);
  running.shift()?.();
  t.match(await next, { status: 200, body: '"done"' });
});
