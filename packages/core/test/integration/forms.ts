import t from 'tap';
import type { Test } from 'tap';
import { Controller, Depends, Form, Model, Post, Type, fastifyRequest } from '#src/index.js';
import { MULTIPART_TYPE, multipartBody } from '../fixtures/multipart-body.js';
import { startApp } from '../fixtures/start-app.js';

class SignUp extends Model({
  name: Type.String({ minLength: 2 }),
  age: Type.Integer({ minimum: 18 }),
  news: Type.Boolean({ default: false }),
  tags: Type.Array(Type.String(), { default: [] }),
  note: Type.Optional(Type.String()),
}) {
  greet(): string {
    return `Hello, ${this.name}`;
  }
}
class Strict extends Model(Type.Object({ name: Type.String() }, { additionalProperties: false })) {}

@Controller('/')
class Forms {
  @Post('/fields')
  fields(
    @Form('name', Type.String()) name: string,
    @Form('count', Type.Integer({ minimum: 1 })) count: number,
    @Form('ratio', Type.Number({ default: 0.5 })) ratio: number,
    @Form('ok', Type.Optional(Type.Boolean())) ok: boolean | undefined,
    @Form('ids', Type.Array(Type.Integer(), { default: [] })) ids: number[],
    @Form('day', Type.Optional(Type.String({ format: 'date' })), { alias: 'the-day' }) day: string | undefined,
  ) {
    return { name, count, ratio, ok: ok ?? null, ids, day: day ?? null };
  }

  @Post('/model')
  model(@Form(SignUp) form: SignUp) {
    return { isInstance: form instanceof SignUp, ...form };
  }

  @Post('/strict')
  strict(@Form(Strict) form: Strict) {
    return form;
  }

  @Post('/rejecting', { unknown: { form: 'reject' } })
  rejecting(@Form('name', Type.String()) name: string) {
    return name;
  }

  @Post('/optional')
  optional(@Form('name', Type.Optional(Type.String())) name: string | undefined) {
    return { name: name ?? null };
  }

  @Post('/raw')
  raw(@Form('constructor', Type.String()) text: string, @Depends(fastifyRequest) request: { readonly body: unknown }) {
    return [text, Object.keys((request.body as { fields: object }).fields), ({} as Record<string, unknown>)['polluted'] ?? null];
  }
}

const URLENCODED = 'application/x-www-form-urlencoded';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly issues: readonly (readonly [string, readonly unknown[]])[] | undefined;
}

async function start(test: Test, options = {}) {
  const app = await startApp(test, { controllers: [Forms], ...options });
  return async (path: string, payload: string | Buffer, type = URLENCODED): Promise<Answer> => {
    const response = await app.inject({ method: 'POST', url: path, payload, headers: { 'content-type': type } });
    const body = response.json<{ errors?: { type: string; loc: unknown[] }[] } | null>();
    return { status: response.statusCode, body, issues: body?.errors?.map(({ type: kind, loc }) => [kind, loc] as const) };
  };
}

t.test('coerces texts by the schemas of their fields', async (t) => {
  const post = await start(t);
  const rows = [
    ['name=Ada&count=3', { name: 'Ada', count: 3, ratio: 0.5, ok: null, ids: [], day: null }],
    ['name=Ada+L%C3%BC&count=+3&ratio=1e2', { name: 'Ada Lü', count: 3, ratio: 100, ok: null, ids: [], day: null }],
    ['name=a%2Bb&count=3&ok=on&ids=1', { name: 'a+b', count: 3, ratio: 0.5, ok: true, ids: [1], day: null }],
    ['name=a&count=3&ok=No&ids=1&ids=2&the-day=2024-02-29', { name: 'a', count: 3, ratio: 0.5, ok: false, ids: [1, 2], day: '2024-02-29' }],
    ['name=a&name=b&count=3&count=4', { name: 'b', count: 4, ratio: 0.5, ok: null, ids: [], day: null }],
    ['name=%zz&count=3&other=1', { name: '%zz', count: 3, ratio: 0.5, ok: null, ids: [], day: null }],
    ['count=3&name=a&ratio=&ok=', { name: 'a', count: 3, ratio: 0.5, ok: null, ids: [], day: null }],
  ] as const;
  for (const [payload, want] of rows) {
    const { status, body } = await post('/fields', payload);
    t.equal(status, 200, payload);
    t.strictSame(body, want, payload);
  }
});

t.test('lists what is missing or wrong, all of it', async (t) => {
  const post = await start(t);
  const rows = [
    [
      '',
      [
        ['missing', ['body', 'name']],
        ['missing', ['body', 'count']],
      ],
    ],
    [
      'name=&count=',
      [
        ['missing', ['body', 'name']],
        ['missing', ['body', 'count']],
      ],
    ],
    [
      'name=a&count=x&ratio=y&ok=maybe',
      [
        ['int_parsing', ['body', 'count']],
        ['float_parsing', ['body', 'ratio']],
        ['bool_parsing', ['body', 'ok']],
      ],
    ],
    [
      'name=a&count=0&ids=1&ids=x',
      [
        ['greater_than_equal', ['body', 'count']],
        ['int_parsing', ['body', 'ids', 1]],
      ],
    ],
    ['name=a&count=1.5', [['int_parsing', ['body', 'count']]]],
    ['name=a&count=1&day=2024-01-01&the-day=2024-02-30', [['date_from_datetime_parsing', ['body', 'the-day']]]],
  ] as const;
  for (const [payload, want] of rows) {
    const { status, issues } = await post('/fields', payload);
    t.equal(status, 422, payload);
    t.strictSame(
      issues?.map(([, loc]) => loc),
      want.map(([, loc]) => loc),
      payload,
    );
    if (!payload.includes('the-day')) t.strictSame(issues, want, payload);
  }
});

t.test('a model stands for the whole form', async (t) => {
  const post = await start(t);
  t.strictSame((await post('/model', 'name=Ada&age=36&news=yes&tags=a&other=x')).body, { isInstance: true, name: 'Ada', age: 36, news: true, tags: ['a'] });
  t.strictSame((await post('/model', 'name=Ada&age=36&tags=a&tags=b&note=')).body, { isInstance: true, name: 'Ada', age: 36, news: false, tags: ['a', 'b'] });
  const { status, issues } = await post('/model', 'name=A&news=2');
  t.equal(status, 422);
  t.strictSame(issues, [
    ['string_too_short', ['body', 'name']],
    ['missing', ['body', 'age']],
    ['bool_parsing', ['body', 'news']],
  ]);
});

t.test('keys that nobody declared are ignored, or rejected by option or by the model', async (t) => {
  const post = await start(t);
  for (const path of ['/strict', '/rejecting']) {
    const { status, issues } = await post(path, 'name=a&more=b&more=c');
    t.equal(status, 422, path);
    t.strictSame(issues, [['extra_forbidden', ['body', 'more']]], path);
    t.equal((await post(path, 'name=a')).status, 200, path);
  }
});

t.test('multipart without files says the same', async (t) => {
  const post = await start(t);
  const parts = (...fields: readonly (readonly [string, string])[]): Buffer => multipartBody(fields.map(([name, value]) => ({ name, value })));
  t.strictSame((await post('/model', parts(['name', 'Ada'], ['age', '36'], ['tags', 'a'], ['tags', 'b']), MULTIPART_TYPE)).body, {
    isInstance: true,
    name: 'Ada',
    age: 36,
    news: false,
    tags: ['a', 'b'],
  });
  t.strictSame((await post('/model', parts(['name', 'A'], ['news', '2']), MULTIPART_TYPE)).issues, [
    ['string_too_short', ['body', 'name']],
    ['missing', ['body', 'age']],
    ['bool_parsing', ['body', 'news']],
  ]);
  t.strictSame((await post('/rejecting', parts(['name', 'a'], ['more', 'b']), MULTIPART_TYPE)).issues, [['extra_forbidden', ['body', 'more']]]);
});

t.test('a form that may be left out may have no body at all', async (t) => {
  const app = await startApp(t, { controllers: [Forms] });
  t.strictSame((await app.inject({ method: 'POST', url: '/optional' })).json(), { name: null });
  const required = await app.inject({ method: 'POST', url: '/rejecting' });
  t.strictSame([required.statusCode, required.json().errors[0].type], [422, 'missing']);
});

t.test('names cannot reach a prototype', async (t) => {
  const post = await start(t);
  const { body } = await post('/raw', '__proto__=polluted&__proto__[polluted]=x&constructor=own&%5F_proto__=x');
  t.strictSame(body, ['own', ['__proto__[polluted]', 'constructor'], null]);
});

t.test('another type of body is a 415 that says what would do', async (t) => {
  const post = await start(t);
  for (const type of ['application/json', 'text/plain', 'multipart/mixed; boundary=x', `${URLENCODED}; charset=latin1`]) {
    const { status, body } = await post('/fields', '{"name":"a"}', type);
    t.equal(status, 415, type);
    t.match(body, { code: 'unsupported_media_type', detail: /Send application\/x-www-form-urlencoded/ });
  }
  t.equal((await post('/fields', 'name=a&count=1', `${URLENCODED.toUpperCase()}; charset="UTF-8"`)).status, 200);
});

t.test('a form that is too large, or has too many fields, is a 413', async (t) => {
  const post = await start(t, { bodyLimit: 20_000 });
  t.equal((await post('/fields', `name=${'x'.repeat(20_000)}&count=1`)).status, 413);
  t.equal((await post('/fields', `name=a&count=1${'&x'.repeat(998)}`)).status, 200);
  t.match((await post('/fields', `name=a&count=1${'&x'.repeat(999)}`)).body, { status: 413, detail: 'The form has more than 1000 fields.' });
});

t.test("speaks FastAPI's words in its envelope", async (t) => {
  const app = await startApp(t, { controllers: [Forms], errors: 'fastapi' });
  const response = await app.inject({ method: 'POST', url: '/fields', payload: 'count=x', headers: { 'content-type': URLENCODED } });
  t.equal(response.statusCode, 422);
  t.strictSame(response.json(), {
    detail: [
      { type: 'missing', loc: ['body', 'name'], msg: 'Field required', input: null },
      { type: 'int_parsing', loc: ['body', 'count'], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'x' },
    ],
  });
});
