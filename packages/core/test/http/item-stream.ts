import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { ItemStream } from '#src/http/item-stream.js';
import type { ItemStreamParts } from '#src/http/item-stream.js';
import { openSource } from '#src/http/stream-source.js';
import type { StreamSource } from '#src/http/stream-source.js';

function open(items: StreamSource<unknown>, parts: Partial<ItemStreamParts> = {}): ItemStream {
  return new ItemStream({
    source: openSource(items),
    write: (item) => `${String(item)} `,
    finish: async (failure) => Promise.resolve(failure),
    explain: async (failure) => Promise.resolve(`[${String(failure)}]`),
    reset: () => undefined,
    ...parts,
  });
}

async function readChunks(stream: ItemStream): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of stream) chunks.push((chunk as Buffer).toString());
  return chunks;
}

t.test('hands on together what comes together, and alone what comes alone', async (t) => {
  const stream = open(
    (async function* () {
      yield 1;
      await turn();
      yield 2;
      yield 3;
      await turn();
      yield 4;
    })(),
  );
  await stream.start();
  stream.open();
  t.strictSame(await readChunks(stream), ['1 ', '2 3 ', '4 ']);
});

t.test('asks for one item before it is opened, and for no more than there is room for', async (t) => {
  let asked = 0;
  const stream = open(
    (function* () {
      for (;;) yield ++asked;
    })(),
    { write: () => 'x'.repeat(1024) },
  );
  await stream.start();
  await turn();
  t.equal(asked, 1);
  stream.open();
  while (asked <= 1) await delay(1);
  await delay(20);
  t.ok(asked <= 33, `asked for ${String(asked)} items of 1 KiB`);
  const before = asked;
  stream.read();
  // Goes on when it is read.
  while (asked === before) await delay(1);
  stream.destroy();
});

t.test('rejects what fails before it is opened, and writes the rest of what fails later', async (t) => {
  for (const failing of [
    () => {
      throw new Error('first');
    },
    async () => Promise.reject(new Error('first')),
    () => undefined as never,
  ]) {
    const stream = open({ [Symbol.asyncIterator]: () => ({ next: failing }) });
    await t.rejects(stream.start(), Error);
  }
  const stream = open(
    (function* () {
      yield 1;
      throw new Error('later');
    })(),
  );
  await stream.start();
  stream.open();
  t.equal((await readChunks(stream)).join(''), '1 [Error: later]');
});

t.test('becomes open while the first item is awaited', async (t) => {
  const stream = open(
    (async function* (fails: boolean) {
      await delay(5);
      if (fails) throw new Error('first');
      yield 1;
    })(true),
  );
  const started = stream.start();
  stream.open();
  await started;
  t.strictSame(await readChunks(stream), ['[Error: first]']);
});

t.test('breaks off where nothing can be said', async (t) => {
  const steps: string[] = [];
  const stream = open(
    (function* () {
      yield 1;
      throw new Error('later');
    })(),
    {
      explain: async () => Promise.resolve(undefined),
      reset: () => {
        steps.push('reset');
        stream.destroy();
      },
    },
  );
  await stream.start();
  stream.open();
  await t.rejects(readChunks(stream), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
  t.strictSame(steps, ['reset']);
});

t.test('finishes once, whatever ends it', async (t) => {
  const failures: unknown[] = [];
  const finish = async (failure: unknown): Promise<unknown> => {
    failures.push(failure);
    return Promise.resolve(failure);
  };
  const stream = open([1, 2], { finish });
  await stream.start();
  stream.open();
  await readChunks(stream);
  stream.fail(new Error('too late'));
  t.strictSame([failures, stream.isOver, stream.isExhausted], [[undefined], true, true]);

  const ended = open([1, 2], { finish });
  await ended.start();
  const reason = new Error('closing');
  ended.endNow(reason);
  t.strictSame([await readChunks(ended), failures.at(-1), ended.isOver, ended.isExhausted], [['1 '], reason, true, false]);
});

t.test('keeps the connection alive while nothing comes, and no longer', async (t) => {
  const stream = open(
    (async function* () {
      await delay(50);
      yield 1;
    })(),
    { keepAlive: { interval: 5, text: ': ' } },
  );
  void stream.start();
  stream.open();
  const chunks = await readChunks(stream);
  t.strictSame([chunks[0], chunks.at(-1)], [': ', '1 ']);

  const unread = open(
    (async function* () {
      yield 1;
      await delay(50);
    })(),
    { keepAlive: { interval: 5, text: ': ' } },
  );
  await unread.start();
  unread.open();
  await delay(40);
  t.strictSame(await readChunks(unread).then((found) => found[0]), '1 ');
});

t.test('stops the source while an item is awaited', async (t) => {
  const stream = open(
    new ReadableStream({
      async pull() {
        await new Promise(() => undefined);
      },
    }),
  );
  const started = stream.start();
  await stream.stop();
  await started;
  t.ok(stream.isOver);
  stream.destroy();
});

t.test('hands on bytes as they come', async (t) => {
  const stream = open([Buffer.from('a'), 'b', Buffer.from('c')], { write: (item) => item as Uint8Array });
  await stream.start();
  stream.open();
  t.equal((await readChunks(stream)).join(''), 'abc');
});
