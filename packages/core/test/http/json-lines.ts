import { Readable } from 'node:stream';
import t from 'tap';
import { Controller, Get, JsonLines, Model, Type, reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

class Row extends Model({ id: Type.Integer(), at: Type.Optional(Type.Date()) }) {}

const rows = [
  { id: 1, secret: 'hidden' },
  { id: 2, secret: 'hidden' },
];

@Controller('/')
class ExportController {
  @Get('/async-generator', { response: JsonLines(Row) })
  async *asyncGenerator() {
    yield* rows;
  }

  @Get('/generator', { response: JsonLines(Row) })
  *generator(): Generator<Row> {
    yield* rows;
  }

  @Get('/promise', { response: JsonLines(Row) })
  async promise() {
    await Promise.resolve();
    return this.asyncGenerator();
  }

  @Get('/list', { response: JsonLines(Row) })
  list(): readonly Row[] {
    return rows;
  }

  @Get('/set', { response: JsonLines(Row) })
  set() {
    return new Set(rows);
  }

  @Get('/iterator', { response: JsonLines(Row) })
  iterator(): AsyncIterable<Row> {
    return { [Symbol.asyncIterator]: () => this.asyncGenerator()[Symbol.asyncIterator]() };
  }

  @Get('/node', { response: JsonLines(Row) })
  node() {
    return Readable.from(rows);
  }

  @Get('/web', { response: JsonLines(Row) })
  web(): ReadableStream<Row> {
    return new ReadableStream({
      start(controller) {
        for (const row of rows) controller.enqueue(row);
        controller.close();
      },
    });
  }

  @Get('/reply', { responses: { 206: JsonLines(Row) } })
  reply() {
    return reply(206, this.asyncGenerator());
  }

  @Get('/empty', { response: JsonLines(Row) })
  async *empty(): AsyncGenerator<Row> {}

  @Get('/dates', { response: JsonLines(Row, { mediaType: 'application/x-ndjson' }) })
  *dates() {
    yield { id: 1, at: new Date(0) };
  }

  @Get('/long', { response: JsonLines(Type.Integer()) })
  *long() {
    for (let number = 0; number < 50_000; number++) yield number;
  }

  @Get('/number', { response: JsonLines(Row) })
  number(): never {
    return 3 as never;
  }
}

t.test('writes a line an item, whatever yields them, without what is undeclared', async (t) => {
  const app = await startApp(t, { controllers: [ExportController] });
  for (const path of ['async-generator', 'generator', 'promise', 'list', 'set', 'iterator', 'node', 'web', 'reply']) {
    const response = await app.inject(`/${path}`);
    t.strictSame(
      [response.statusCode, response.headers['content-type'], response.payload],
      [path === 'reply' ? 206 : 200, 'application/jsonl', '{"id":1}\n{"id":2}\n'],
      path,
    );
  }
  t.equal((await app.inject('/empty')).payload, '');
});

t.test('writes by the schema, under the name chosen', async (t) => {
  const app = await startApp(t, { controllers: [ExportController] });
  const response = await app.inject('/dates');
  t.strictSame([response.headers['content-type'], response.payload], ['application/x-ndjson', '{"id":1,"at":"1970-01-01T00:00:00.000Z"}\n']);
  t.equal((await app.inject({ url: '/dates', headers: { accept: 'application/json' } })).statusCode, 406);
});

t.test('loses and reorders nothing over many chunks', async (t) => {
  const app = await startApp(t, { controllers: [ExportController] });
  const { payload } = await app.inject('/long');
  t.equal(payload, Array.from({ length: 50_000 }, (_, number) => `${String(number)}\n`).join(''));
});

t.test('refuses what is no iterable with a neutral 500', async (t) => {
  const app = await startApp(t, { controllers: [ExportController] });
  t.equal((await app.inject('/number')).statusCode, 500);
  t.match(app.lines.at(-1)?.msg, /expects an iterable of items, async or not, but got a number/);
});

t.test('refuses at compile time what does not fit', (t) => {
  @Controller('/')
  class Refused {
    // @ts-expect-error an item of another shape
    @Get('/item', { response: JsonLines(Row) })
    async *item() {
      yield { id: 'one' };
    }

    // @ts-expect-error items of another shape, from a list
    @Get('/list', { response: JsonLines(Row) })
    list() {
      return [{ id: 'one' }];
    }

    // @ts-expect-error a promise of another generator
    @Get('/promise', { response: JsonLines(Row) })
    async promise() {
      return Promise.resolve(this.item());
    }

    // @ts-expect-error one item is no stream of them
    @Get('/single', { response: JsonLines(Row) })
    single(): Row {
      return { id: 1 };
    }

    // @ts-expect-error a text is an iterable of texts, but nobody means it
    @Get('/text', { response: JsonLines(Type.String()) })
    text(): string {
      return 'abc';
    }

    // @ts-expect-error promises in a list are no items
    @Get('/promises', { response: JsonLines(Row) })
    promises(): Promise<Row>[] {
      return [];
    }

    // @ts-expect-error a reply of another shape
    @Get('/reply', { responses: { 200: JsonLines(Row) } })
    reply() {
      return reply(200, this.item());
    }
  }
  t.ok(Refused);
  t.end();
});
