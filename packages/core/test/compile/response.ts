import { Readable } from 'node:stream';
import t from 'tap';
import { compileResponses } from '#src/compile/response.js';
import type { CompiledResponses } from '#src/compile/response.js';
import { Controller, Empty, Get, Model, Text, Type, reply } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';
import { startApp } from '../fixtures/start-app.js';

class Item extends Model({ id: Type.Integer() }) {}

@Controller('/')
class Answers {
  @Get('/text', { response: Type.String() })
  text(): string {
    return 'a';
  }

  @Get('/open')
  open(): unknown {
    return 'a';
  }

  @Get('/nothing')
  nothing(): void {}

  @Get('/null', { response: Type.Null() })
  null(): null {
    return null;
  }

  @Get('/number', { response: Type.Number(), status: 201 })
  async number(): Promise<number> {
    return Promise.resolve(0);
  }

  @Get('/only', { responses: { 202: Item, 404: Text } })
  only(): never {
    return reply(202, { id: 1, x: 2 }) as never;
  }

  @Get('/plain', { responses: { 202: Item, 404: Text } })
  plain(): never {
    return { id: 1, x: 2 } as never;
  }

  @Get('/thrown', { response: Empty })
  thrown(): never {
    return new Error('secret') as never;
  }
}

t.test('writes JSON whatever the value is, and texts with quotes', async (t) => {
  const app = await startApp(t, { controllers: [Answers] });
  const rows = [
    ['/text', 200, '"a"'],
    ['/open', 200, '"a"'],
    ['/nothing', 200, 'null'],
    ['/null', 200, 'null'],
    ['/number', 201, '0'],
    ['/only', 202, '{"id":1}'],
    ['/plain', 202, '{"id":1}'],
  ] as const;
  for (const [url, status, payload] of rows) {
    const response = await app.inject(url);
    t.strictSame([response.statusCode, response.payload, response.headers['content-type']], [status, payload, 'application/json; charset=utf-8'], url);
  }
  t.equal((await app.inject('/thrown')).statusCode, 500);
});

t.test('has a serializer for each status with a schema, and one for what a handler sends at a status of its own', (t) => {
  const only = compileResponses(describeRoute(Answers, 'only'), { validate: false });
  t.strictSame([only.status, Object.keys(only.serializers)], [202, ['202']]);
  t.equal(restricted(only, { id: 1, x: 2 }, { statusCode: 299 })?.({ id: 1, x: 2 }), '{"id":1}');
  const empty = compileResponses(describeRoute(Answers, 'thrown'), { validate: false });
  t.throws(() => restricted(empty, { secret: 1 }, { statusCode: 204 })?.({ secret: 1 }), {
    name: 'ResponseTypeError',
    message: "Answers.thrown returned what cannot be sent with status 204: its response is 'empty', and not JSON, but got an object.",
  });
  t.equal(restricted(only, { id: 1 }, { statusCode: 202 }), undefined, 'a declared status has a serializer');
  for (const payload of ['text', undefined, Buffer.from('x'), Readable.from([]), new Error('x')]) {
    t.equal(restricted(only, payload, { statusCode: 299 }), undefined, `${typeof payload} is not written`);
  }
  t.equal(restricted(only, { id: 1 }, { statusCode: 299, type: 'text/csv' }), undefined, 'what is said to be no JSON is not written as such');
  t.end();
});

/** What `restrict` tells Fastify to write a payload with. */
function restricted(
  { restrict }: CompiledResponses,
  payload: unknown,
  { statusCode, type }: { statusCode: number; type?: string },
): ((value: unknown) => string) | undefined {
  let write: ((value: unknown) => string) | undefined;
  const answer = {
    statusCode,
    hasHeader: () => type !== undefined,
    getHeader: () => type,
    header: () => answer,
    serializer: (given: typeof write) => (write = given),
  };
  restrict(payload, answer as never);
  return write;
}

t.test('sends a reply of a declared status only', (t) => {
  const sent: unknown[] = [];
  const answer = { code: (status: number) => sent.push(status), header: () => answer, hasHeader: () => false, send: (body: unknown) => sent.push(body) };
  const { sendReply, send } = compileResponses(describeRoute(Answers, 'only'), { validate: false });
  t.equal(sendReply(reply(404, 'none') as never, { method: 'GET' } as never, answer as never), true);
  t.strictSame(sent.splice(0), [404, 'none']);
  t.equal(sendReply(reply(299, 'none') as never, { method: 'GET' } as never, answer as never), false);
  t.throws(() => send(reply(299, 'none'), { method: 'GET' } as never, answer as never), {
    message: 'Answers.only replied with status 299, but declares only 202, 404. Add { responses: { 299: … } }.',
  });
  t.strictSame(sent, []);
  t.end();
});

t.test('no answer as JSON makes Node load what belongs to `fetch`', async (t) => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'Response') as PropertyDescriptor;
  let looks = 0;
  Object.defineProperty(globalThis, 'Response', {
    configurable: true,
    get: () => {
      looks++;
      return undefined;
    },
  });
  t.teardown(() => Object.defineProperty(globalThis, 'Response', own));
  const app = await startApp(t, { controllers: [Answers] });
  t.equal((await app.inject('/number')).body, '0');
  t.equal((await app.inject({ url: '/only' })).body, '{"id":1}');
  t.equal(looks, 0);
});
