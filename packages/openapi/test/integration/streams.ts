import { EventEmitter, once } from 'node:events';
import { Controller, Depends, EventStream, Get, Html, HttpError, JsonLines, Model, Type, createApp, event, lastEventId, signal } from '@typhoon/core';
import { findChromium, launchChromium, openPage } from '@typhoon-apps/fixtures/chromium';
import t from 'tap';
import type { Test } from 'tap';
import { openapi } from '#src/plugin/openapi-plugin.js';
import { openOperation, operationOf } from '../fixtures/swagger-ui.js';

const { skip } = findChromium();
const moments = new EventEmitter();

class Tick extends Model({ number: Type.Integer() }) {}

@Controller('/', { tags: ['ticks'], name: 'ticks' })
class TicksController {
  @Get('/page', { response: Html, hidden: true })
  page(): string {
    return '<!doctype html><title>Ticks</title>';
  }

  /** Two events a connection: the second asks the client to come back soon. */
  @Get('/resumed', { response: EventStream(Tick) })
  async *resumed(@Depends(lastEventId) last: string | undefined) {
    const first = Number(last ?? 0) + 1;
    if (first > 4) throw new HttpError(404, 'No more');
    yield event({ id: String(first), retry: 10, data: { number: first } });
    yield event({ id: String(first + 1), event: 'named', data: { number: first + 1 } });
  }

  @Get('/live', { response: EventStream(Tick) })
  async *live(@Depends(signal) leaving: AbortSignal) {
    try {
      for (let number = 1; ; number++) {
        yield { number };
        await once(moments, 'next', { signal: leaving });
      }
    } finally {
      moments.emit('left');
    }
  }

  @Get('/lines', { response: JsonLines(Tick) })
  async *lines() {
    yield { number: 1 };
    await once(moments, 'next');
    yield { number: 2 };
  }

  @Get('/plain', { response: Tick })
  plain(): Tick {
    return { number: 7 };
  }
}

async function start(test: Pick<Test, 'teardown'>): Promise<string> {
  const app = createApp({
    controllers: [TicksController],
    server: { logger: false, forceCloseConnections: true },
    plugins: [async (fastify) => fastify.register(openapi, { info: { title: 'Ticks', version: '1.0.0' } })],
  });
  const url = await app.listen({ port: 0 });
  test.teardown(() => app.close());
  return url;
}

t.test('streams in Chromium', { skip }, async (t) => {
  const browser = await launchChromium(t);
  const url = await start(t);

  await t.test('are read by EventSource, which comes back where it was, until it is told to stay away', async (t) => {
    const { page } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/page`);
    // Runs in the browser, hence as text.
    const seen: unknown = await page.evaluate(`new Promise((resolve) => {
      const seen = [];
      const source = new EventSource('/resumed');
      const note = ({ type, data, lastEventId }) => seen.push([type, JSON.parse(data).number, lastEventId]);
      source.onmessage = note;
      source.addEventListener('named', note);
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) resolve(seen);
      };
    })`);
    t.strictSame(seen, [
      ['message', 1, '1'],
      ['named', 2, '2'],
      ['message', 3, '3'],
      ['named', 4, '4'],
    ]);
  });

  await t.test('can be tried out: events are shown as they come, and Stop leaves', async (t) => {
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    const block = operationOf(page, 'ticks', 'ticks.live');
    await openOperation(block);
    await block.locator('button.execute').click();
    const body = block.locator('.live-responses-table .response-col_description .highlight-code').first();
    await body.filter({ hasText: 'data: {"number":1}' }).waitFor();
    moments.emit('next');
    await body.filter({ hasText: 'data: {"number":2}' }).waitFor();
    const left = once(moments, 'left');
    await block.locator('.typhoon-stop').click();
    await left;
    await block.locator('.typhoon-stop').waitFor({ state: 'detached' });
    t.match(await body.innerText(), /"number":1[^]*"number":2/, 'what came stays');

    await block.locator('button.execute').click();
    await block.locator('.typhoon-stop').waitFor();
    const cleared = once(moments, 'left');
    await block.locator('.btn-clear').click();
    await cleared;
    t.strictSame(complaints, []);
  });

  await t.test('shows lines, and what is no stream as ever', async (t) => {
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    const block = operationOf(page, 'ticks', 'ticks.lines');
    await openOperation(block);
    await block.locator('button.execute').click();
    const body = block.locator('.live-responses-table .response-col_description .highlight-code').first();
    await body.filter({ hasText: /"number": *1/ }).waitFor();
    moments.emit('next');
    await body.filter({ hasText: /"number": *2/ }).waitFor();
    await block.locator('.typhoon-stop').waitFor({ state: 'detached' });

    const plain = operationOf(page, 'ticks', 'ticks.plain');
    await openOperation(plain);
    await plain.locator('button.execute').click();
    await plain.locator('.live-responses-table .highlight-code', { hasText: '7' }).first().waitFor();
    t.equal(await plain.locator('.typhoon-stop').count(), 0);
    t.strictSame(complaints, []);
  });
});
