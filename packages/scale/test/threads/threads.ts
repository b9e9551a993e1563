// Runs in a process of its own: it counts threads.
import { Controller, Depends, Get, createApp } from '@typhoon/core';
import t from 'tap';
import { ThreadQueueFull, ThreadTimeout, Threads, threadPool, threads } from '#src/index.js';
import { Powers, double, fail, hold, nameThread } from '../fixtures/thread-tasks.js';

t.setTimeout(60_000);

t.test('runs functions in threads, typed by them, and counts them', async (t) => {
  const pool = new Threads({ size: 2 });
  t.teardown(() => pool.close());
  const results: number[] = await Promise.all([1, 2, 3].map((count) => pool.run(double, count)));
  t.strictSame(results, [2, 4, 6]);
  await t.rejects(pool.run(fail, 'range'), { name: 'RangeError', message: 'too far' });
  await t.rejects(pool.run(fail, 'http'), { name: 'HttpError', status: 409, code: 'conflict', detail: 'taken' });
  const { square }: { readonly square: number } = await pool.run(Powers.square, { of: 3 });
  t.equal(square, 9);
  t.strictSame(pool.counts(), { size: 2, running: 0, waiting: 0, done: 4, failed: 2, timeout: 0, aborted: 0, refused: 0 });
  // @ts-expect-error it doubles numbers
  await t.rejects(pool.run(double, () => 1));
  // @ts-expect-error it squares what has a number
  t.strictSame(await pool.run(Powers.square, { of: '3' }), { square: 9 });
  await t.rejects(pool.run(Math.abs, 1), { message: /no thread can find/ });
});

t.test('refuses what finds the queue full, and breaks off what takes too long or is not wanted any more', async (t) => {
  const pool = new Threads({ size: 1, maxQueue: 1 });
  t.teardown(() => pool.close());
  const leaving = new AbortController();
  const running = pool.run(hold, undefined, { signal: leaving.signal });
  const waiting = pool.run(hold, undefined, { timeout: 50 });
  t.match(pool.counts(), { running: 1, waiting: 1 });
  await t.rejects(pool.run(double, 1), { status: 503, code: 'thread_queue_full', headers: { 'retry-after': '1' }, isLogged: false });
  await t.rejects(waiting, { status: 504, code: 'thread_timeout' });
  leaving.abort(new Error('gone'));
  await t.rejects(running, { message: 'gone' });
  t.equal(await pool.run(double, 2), 4, 'another thread has taken its place');
  t.match(pool.counts(), { timeout: 1, aborted: 1, refused: 1, done: 1 });
  await t.rejects(pool.run(double, 1, { signal: AbortSignal.abort(new Error('never')) }), { message: 'never' });
});

t.test('refuses sizes that are none', async (t) => {
  t.throws(() => new Threads({ size: 0 }), { name: 'RangeError', message: "size expects a whole number from 1, but is '0'." });
  t.throws(() => new Threads({ maxQueue: -1 }), RangeError);
  t.throws(() => new Threads({ maxQue: 1 } as never), { name: 'TypeError', message: "threads: the option 'maxQue' is not known. Write 'maxQueue'." });
});

t.test('a handler answers while threads are busy, and the end of the application waits for them', async (t) => {
  @Controller('/')
  class WorkController {
    constructor(@Depends(threads) private readonly threads: Threads) {}
    @Get('/work')
    async work() {
      return { doubled: await this.threads.run(double, 21) };
    }
    @Get('/conflict')
    async conflict() {
      return this.threads.run(fail, 'http');
    }
  }
  const app = createApp({ controllers: [WorkController], server: { logger: false }, engines: new Map([[threads, threadPool({ size: 1 })]]) });
  t.teardown(() => app.close());
  await app.ready();
  for (const { throws } of app.routes) t.strictSame(throws, [ThreadQueueFull, ThreadTimeout], 'the documents say what may go wrong');
  t.strictSame((await app.inject('/work')).json(), { doubled: 42 });
  t.match((await app.inject('/conflict')).json(), { status: 409, code: 'conflict', detail: 'taken' });
  const last = app.run(threads, (pool) => pool.run(double, 4));
  await app.run(threads, () => undefined);
  await app.close();
  t.equal(await last, 8);
});

t.test('closes an application whose thread does not end, after its time', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false }, engines: new Map([[threads, threadPool({ size: 1, closeTimeout: 50 })]]) });
  await app.ready();
  const endless = app.run(threads, async (pool) => pool.run(hold, undefined));
  const refused = t.rejects(endless);
  await app.run(threads, () => undefined);
  await app.close();
  await refused;
});

t.test('has no more threads than its size', async (t) => {
  const pool = new Threads({ size: 1 });
  t.teardown(() => pool.close());
  const names = await Promise.all(Array.from({ length: 4 }, async () => pool.run(nameThread, 20)));
  t.equal(new Set(names).size, 1);
});
