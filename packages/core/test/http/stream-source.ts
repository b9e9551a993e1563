import { Readable } from 'node:stream';
import t from 'tap';
import { formatKind } from '#src/http/response-kind.js';
import { isStreamSource, openSource } from '#src/http/stream-source.js';

t.test('takes every iterable but texts and bytes', (t) => {
  const rows = [
    [[1], true],
    [new Set([1]), true],
    [(function* () {})(), true],
    [(async function* () {})(), true],
    [Readable.from([1]), true],
    [new ReadableStream(), true],
    ['text', false],
    [new Uint8Array(1), false],
    [Buffer.from('x'), false],
    [{}, false],
    [null, false],
    [undefined, false],
    [() => 1, false],
  ] as const;
  for (const [value, want] of rows) t.equal(isStreamSource(value), want, formatKind(value));
  t.end();
});

t.test('runs nothing of a generator that is stopped before it is read', async (t) => {
  const steps: string[] = [];
  const source = openSource(
    (async function* () {
      steps.push('begun');
      yield 1;
    })(),
  );
  await source.stop();
  t.strictSame([steps, await source.next()], [[], { done: true, value: undefined }]);
});

t.test('waits for the end of a generator, and runs it once', async (t) => {
  const steps: string[] = [];
  const source = openSource(
    (async function* () {
      try {
        yield 1;
      } finally {
        await Promise.resolve();
        steps.push('finally');
      }
    })(),
  );
  t.strictSame(await source.next(), { done: false, value: 1 });
  await Promise.all([source.stop(), source.stop()]);
  t.strictSame(steps, ['finally']);
});

t.test('destroys streams while a chunk is awaited, and before any is', async (t) => {
  const node = new Readable({ objectMode: true, read() {} });
  const web = { cancelled: false };
  const stream = new ReadableStream({
    cancel() {
      web.cancelled = true;
    },
  });
  for (const source of [openSource(node), openSource(stream)]) {
    const pending = Promise.resolve(source.next()).then(
      () => 'ended',
      () => 'ended',
    );
    await source.stop();
    t.equal(await pending, 'ended');
  }
  t.strictSame([node.destroyed, web.cancelled], [true, true]);
  const failing = new Readable({
    read() {},
    destroy(_error, callback) {
      callback(new Error('cannot close'));
    },
  });
  await openSource(failing).stop();
  await new Promise((resolve) => failing.once('close', resolve));
  t.ok(failing.destroyed);
});

t.test('reads what is not asynchronous at once', (t) => {
  t.strictSame(openSource(['a']).next(), { done: false, value: 'a' });
  t.end();
});

t.test('passes on what the end of a generator throws', async (t) => {
  const source = openSource(
    (function* () {
      try {
        yield 1;
      } finally {
        // eslint-disable-next-line no-unsafe-finally -- that is the case
        throw new Error('of the end');
      }
    })(),
  );
  void source.next();
  await t.rejects(source.stop(), { message: 'of the end' });
});
