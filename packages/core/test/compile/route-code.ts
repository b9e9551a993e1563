import { Readable } from 'node:stream';
import t from 'tap';
import { Controller, Depends, Get, HttpError, Type, dependency, reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const started: string[] = [];
const note = (name: string): string => {
  started.push(name);
  return name;
};
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const plain = dependency({}, () => note('plain'));
const slow = dependency({}, async () => {
  note('slow');
  await tick();
  return note('slow is there');
});
const generated = dependency({ plain }, function* ({ plain }) {
  yield note(`generated from ${plain}`);
  note('closed');
});
const slowlyGenerated = dependency({}, async function* () {
  await tick();
  yield note('slowly generated');
  note('slowly closed');
});
const needy = dependency({ slow, plain }, ({ slow, plain }) => note(`needs ${slow} and ${plain}`));
const failing = dependency({ slow }, (): string => {
  throw new HttpError(409, 'failed');
});
const thenable = dependency({}, () => ({ then: (resolve: (value: string) => void) => resolve(note('awaited')) }) as unknown as string);

class Service {
  readonly name = note('service');
}

const texts = { response: Type.Array(Type.String()) };

@Controller('/')
class Handlers {
  @Get('/plain', texts)
  plain(@Depends(plain) a: string, @Depends(generated) b: string, @Depends(Service) { name }: Service) {
    return [a, b, name];
  }

  @Get('/mixed', texts)
  async mixed(@Depends(plain) a: string, @Depends(slow) b: string, @Depends(slowlyGenerated) c: string, @Depends(needy) d: string) {
    await tick();
    return [a, b, c, d];
  }

  @Get('/awaited', texts)
  awaited(@Depends(thenable) a: string, @Depends(plain) b: string) {
    return [a, b];
  }

  @Get('/failing', texts)
  failing(@Depends(generated) _generated: string, @Depends(failing) _failing: string): string[] {
    return [note('handled')];
  }
}

t.test('values come in the order of the declaration, however long each takes; each starts as soon as what it needs is there', async (t) => {
  const app = await startApp(t, { controllers: [Handlers] });
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['/plain', ['plain', 'generated from plain', 'service'], ['plain', 'generated from plain', 'closed']],
    [
      '/mixed',
      ['plain', 'slow is there', 'slowly generated', 'needs slow is there and plain'],
      ['plain', 'slow', 'slow is there', 'needs slow is there and plain', 'slowly generated', 'slowly closed'],
    ],
    ['/awaited', ['awaited', 'plain'], ['plain', 'awaited']],
  ];
  for (const [url, answer, order] of rows) {
    started.length = 0;
    t.strictSame((await app.inject(url)).json(), answer, url);
    t.strictSame(
      started.filter((name) => name !== 'service'),
      order,
      url,
    );
  }
});

t.test('where a dependency fails the handler is not called, and what is open is closed', async (t) => {
  const app = await startApp(t, { controllers: [Handlers] });
  started.length = 0;
  const { statusCode, body } = await app.inject('/failing');
  t.match([statusCode, body], [409, /failed/]);
  t.notOk(started.includes('handled') || started.includes('closed'));
});

t.test('what Fastify takes for a stream, for bytes or for a whole answer is written by its schema', async (t) => {
  const results: readonly object[] = [
    { name: 'plain' },
    Object.assign(new Uint8Array(1), { name: 'bytes' }),
    Object.assign(Readable.from(['x']), { name: 'stream' }),
    { name: 'reader', getReader: () => undefined },
    { name: 'response', [Symbol.toStringTag]: 'Response' },
    { name: 'piped', pipe: () => undefined },
  ];

  @Controller('/')
  class Results {
    @Get('/', { response: Type.Object({ name: Type.String() }), responses: { 202: Type.Object({ name: Type.String() }) } })
    read(): { name: string } {
      const result = results[turn % results.length] as { name: string };
      return turn++ < results.length ? result : (reply(202, result) as never);
    }
  }
  let turn = 0;
  const app = await startApp(t, { controllers: [Results] });
  for (const status of [200, 202]) {
    for (const result of results) {
      const response = await app.inject('/');
      t.strictSame(
        [response.statusCode, response.headers['content-type'], response.json()],
        [status, 'application/json; charset=utf-8', { name: (result as { name: string }).name }],
      );
    }
  }
});
