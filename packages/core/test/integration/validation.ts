import t from 'tap';
import type { Test } from 'tap';
import type { InjectOptions } from 'fastify';
import { createApp } from '#src/app.js';
import { Controller } from '#src/decorators/controller.js';
import { File } from '#src/decorators/file.js';
import { Get, Post } from '#src/decorators/method.js';
import { Body, Cookie, Form, Header, Path, Query } from '#src/decorators/parameter.js';
import { BootError } from '#src/errors.js';
import type { UploadedFile } from '#src/http/upload-file.js';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import { parse } from '#src/values/parse.js';
import { MULTIPART_TYPE, multipartBody } from '../fixtures/multipart-body.js';
import { startApp } from '../fixtures/start-app.js';

const count = Type.Integer({ minimum: 1, maximum: 10 });
class Order extends Model({ count, note: Type.Optional(Type.String()), lines: Type.Array(Type.Object({ sku: Type.String() }), { default: [] }) }) {}
class Strict extends Model({ count }, { additionalProperties: false }) {}
class Money extends Model({ amount: Type.Number({ multipleOf: 0.01 }) }) {
  inCents(): number {
    return Math.round(this.amount * 100);
  }
}

@Controller('/')
class ValidationController {
  @Get('/path/:count')
  path(@Path('count', count) value: number) {
    return { value };
  }

  @Get('/query', { unknown: 'reject' })
  query(@Query('count', count) value: number) {
    return { value };
  }

  @Get('/header', { unknown: { header: 'reject' } })
  header(@Header('x-count', count) value: number) {
    return { value };
  }

  @Get('/cookie', { unknown: { cookie: 'reject' } })
  cookie(@Cookie('count', count) value: number) {
    return { value };
  }

  @Post('/body')
  body(@Body(Order) order: Order) {
    return { order };
  }

  @Post('/strict')
  strict(@Body(Strict) value: Strict) {
    return { value };
  }

  @Post('/form', { unknown: 'reject' })
  form(@Form('count', count) value: number) {
    return { value };
  }

  @Post('/file')
  file(@File('image', { types: ['image/png'] }) image: UploadedFile) {
    return { size: image.size };
  }

  @Post('/open')
  open(@Body(Type.Record(Type.String(), Type.Unknown())) value: Record<string, unknown>) {
    return { keys: Object.keys(value), isAdmin: 'admin' in value };
  }

  @Post('/money')
  money(@Body(Money) money: Money) {
    return { cents: money.inCents() };
  }

  @Post('/all/:count')
  all(
    @Path('count', count) a: number,
    @Query('count', count) b: number,
    @Header('x-count', count) c: number,
    @Cookie('count', count) d: number,
    @Body(Order) e: Order,
  ) {
    return { sum: a + b + c + d + e.count };
  }
}

type Issue = readonly [type: string, loc: readonly (string | number)[]];

async function ask(t: Test, request: InjectOptions): Promise<{ status: number; issues: Issue[]; body: Record<string, unknown> }> {
  const app = await startApp(t, { controllers: [ValidationController] });
  const response = await app.inject(request);
  const body = response.json<Record<string, unknown>>();
  const errors = (body['errors'] ?? []) as { type: string; loc: (string | number)[] }[];
  return { status: response.statusCode, issues: errors.map(({ type, loc }) => [type, loc]), body };
}

const json = (url: string, payload: string | object): InjectOptions => ({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } });
const form = (payload: string): InjectOptions => ({ method: 'POST', url: '/form', payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
const upload = (...parts: Parameters<typeof multipartBody>[0]): InjectOptions => ({
  method: 'POST',
  url: '/file',
  payload: multipartBody(parts),
  headers: { 'content-type': MULTIPART_TYPE },
});

t.test('missing, extra, wrong and out of range, in each of the sources', async (t) => {
  const rows: [string, { request: InjectOptions; want: Issue[] }][] = [
    ['path: wrong', { request: { url: '/path/x' }, want: [['int_parsing', ['path', 'count']]] }],
    ['path: out of range', { request: { url: '/path/11' }, want: [['less_than_equal', ['path', 'count']]] }],
    ['query: missing', { request: { url: '/query' }, want: [['missing', ['query', 'count']]] }],
    ['query: extra', { request: { url: '/query?count=1&more=2' }, want: [['extra_forbidden', ['query', 'more']]] }],
    ['query: wrong', { request: { url: '/query?count=x' }, want: [['int_parsing', ['query', 'count']]] }],
    ['query: out of range', { request: { url: '/query?count=0' }, want: [['greater_than_equal', ['query', 'count']]] }],
    ['header: missing', { request: { url: '/header' }, want: [['missing', ['header', 'x-count']]] }],
    ['header: wrong', { request: { url: '/header', headers: { 'x-count': 'x' } }, want: [['int_parsing', ['header', 'x-count']]] }],
    ['header: out of range', { request: { url: '/header', headers: { 'x-count': '99' } }, want: [['less_than_equal', ['header', 'x-count']]] }],
    ['header: extra', { request: { url: '/header', headers: { 'x-count': '1', 'x-more': '2' } }, want: [['extra_forbidden', ['header', 'x-more']]] }],
    ['cookie: missing', { request: { url: '/cookie' }, want: [['missing', ['cookie', 'count']]] }],
    ['cookie: extra', { request: { url: '/cookie', headers: { cookie: 'count=1; more=2' } }, want: [['extra_forbidden', ['cookie', 'more']]] }],
    ['cookie: wrong', { request: { url: '/cookie', headers: { cookie: 'count=x' } }, want: [['int_parsing', ['cookie', 'count']]] }],
    ['cookie: out of range', { request: { url: '/cookie', headers: { cookie: 'count=0' } }, want: [['greater_than_equal', ['cookie', 'count']]] }],
    ['body: missing', { request: { method: 'POST', url: '/body' }, want: [['missing', ['body']]] }],
    ['body: a missing property', { request: json('/body', {}), want: [['missing', ['body', 'count']]] }],
    ['body: extra', { request: json('/strict', { count: 1, more: 2 }), want: [['extra_forbidden', ['body', 'more']]] }],
    ['body: wrong', { request: json('/body', { count: '5' }), want: [['int_type', ['body', 'count']]] }],
    ['body: out of range', { request: json('/body', { count: 11 }), want: [['less_than_equal', ['body', 'count']]] }],
    [
      'body: several',
      {
        request: json('/body', { count: 0, note: 5, lines: [{}] }),
        want: [
          ['greater_than_equal', ['body', 'count']],
          ['string_type', ['body', 'note']],
          ['missing', ['body', 'lines', 0, 'sku']],
        ],
      },
    ],
    ['form: missing', { request: form(''), want: [['missing', ['body', 'count']]] }],
    ['form: extra', { request: form('count=1&more=2'), want: [['extra_forbidden', ['body', 'more']]] }],
    ['form: wrong', { request: form('count=x'), want: [['int_parsing', ['body', 'count']]] }],
    ['form: out of range', { request: form('count=0'), want: [['greater_than_equal', ['body', 'count']]] }],
    ['file: missing', { request: upload({ name: 'other', value: 'x' }), want: [['missing', ['body', 'image']]] }],
    ['file: a text', { request: upload({ name: 'image', value: 'x' }), want: [['file_type', ['body', 'image']]] }],
    [
      'file: of another type',
      { request: upload({ name: 'image', filename: 'a.txt', type: 'text/plain', value: 'x' }), want: [['file_media_type', ['body', 'image']]] },
    ],
  ];
  for (const [name, { request, want }] of rows) {
    const { status, issues } = await ask(t, request);
    t.equal(status, 422, name);
    t.strictSame(issues, want, name);
  }
});

t.test('one answer tells what is wrong in all parts', async (t) => {
  const { issues } = await ask(t, { ...json('/all/0?count=x', '{"count":'), headers: { 'content-type': 'application/json', cookie: 'count=11' } });
  t.strictSame(issues, [
    ['greater_than_equal', ['path', 'count']],
    ['int_parsing', ['query', 'count']],
    ['missing', ['header', 'x-count']],
    ['less_than_equal', ['cookie', 'count']],
    ['json_invalid', ['body', 9]],
  ]);
});

t.test('malformed JSON is answered with its position and reason', async (t) => {
  const { status, body } = await ask(t, json('/body', '{"count": 1,}'));
  t.equal(status, 422);
  t.strictSame(body['errors'], [
    { type: 'json_invalid', loc: ['body', 12], msg: 'JSON decode error', input: {}, ctx: { error: 'Expecting property name enclosed in double quotes' } },
  ]);
});

t.test('20,000 levels of nesting are a mistake like any other', async (t) => {
  for (const payload of ['['.repeat(20_000) + ']'.repeat(20_000), `{"a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`]) {
    const { status, issues } = await ask(t, json('/open', payload));
    t.equal(status, 422);
    t.equal(issues.length, 1);
  }
  const { issues } = await ask(t, json('/open', '{"a":'.repeat(20_000)));
  t.strictSame(issues, [['json_invalid', ['body', 100_000]]]);
});

t.test('__proto__ and constructor are stripped, never merged', async (t) => {
  const poison = '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"a":{"__proto__":{"admin":true}}}';
  const { status, body } = await ask(t, json('/open', poison));
  t.equal(status, 200);
  t.strictSame(body, { keys: ['a'], isAdmin: false });
  t.equal(({} as { admin?: boolean }).admin, undefined);
});

t.test('ten thousand wrong items are answered with fifty issues', async (t) => {
  const { status, issues } = await ask(t, json('/body', { count: 1, lines: Array.from({ length: 10_000 }, () => ({ sku: 5 })) }));
  t.equal(status, 422);
  t.equal(issues.length, 50);
  t.strictSame(issues[49], ['string_type', ['body', 'lines', 49, 'sku']]);
});

t.test('fractions are counted in decimal, and models with methods arrive as instances', async (t) => {
  t.match(await ask(t, json('/money', { amount: 19.99 })), { status: 200, body: { cents: 1999 } });
  t.match(await ask(t, json('/money', { amount: 19.999 })), { status: 422, issues: [['multiple_of', ['body', 'amount']]] });
});

t.test('a pattern that backtracks badly stops the application at boot, with its place', async (t) => {
  class Slow extends Model({ name: Type.String({ pattern: '^(a+)+$' }) }) {}

  @Controller('/slow')
  class SlowController {
    @Post('/')
    create(@Body(Slow) slow: Slow) {
      return slow;
    }

    @Get('/')
    find(@Query('q', Type.String({ pattern: '\\s+$' })) q: string) {
      return q;
    }
  }

  const error = await startApp(t, { controllers: [SlowController] }).catch((thrown: unknown) => thrown);
  t.ok(BootError.is(error));
  if (!BootError.is(error)) return;
  t.match(error.problems, [
    {
      code: 'TYPHOON_ERR_SCHEMA_PATTERN',
      message: /^SlowController\.create.*properties\.name\.pattern: the pattern '\^\(a\+\)\+\$' can take time that doubles/,
    },
    { code: 'TYPHOON_ERR_SCHEMA_PATTERN', message: /^SlowController\.find.*pattern: the pattern '\\s\+\$' can take time that grows with the square/ },
  ]);
});

t.test('unless it is marked as safe or short enough', async (t) => {
  @Controller('/safe')
  class SafeController {
    @Get('/')
    find(
      @Query('q', Type.String({ pattern: '^(a+)+$', 'x-safe-pattern': true })) q: string,
      @Query('r', Type.String({ pattern: '\\s+$', maxLength: 100 })) r: string,
    ) {
      return { q, r };
    }
  }
  t.ok(createApp({ controllers: [SafeController] }));
  await Promise.resolve();
});

t.test('what is read-only goes out, and comes in by no way', async (t) => {
  const isAdmin = Type.Optional(Type.Boolean({ readOnly: true }));
  class User extends Model({ name: Type.String(), isAdmin }) {}
  class Find extends Model({ q: Type.String(), isAdmin }) {}
  class Trace extends Model({ trace: Type.String(), x_admin: isAdmin }) {}

  @Controller('/', { unknown: 'reject' })
  class Users {
    @Post('/body', { response: User })
    body(@Body(Type.Array(User.schema)) [user]: User[]) {
      return { name: `${String(user?.name)} ${String(user?.isAdmin)}`, isAdmin: false };
    }

    @Post('/member')
    member(@Body('user', User) user: User, @Body('size', Type.Integer()) size: number) {
      return { ...user, size };
    }

    @Post('/form')
    form(@Form(User) user: User) {
      return user;
    }

    @Get('/parts')
    parts(@Query(Find) find: Find, @Header(Trace) trace: Trace, @Cookie(Find) cookies: Find) {
      return { find, trace, cookies };
    }
  }
  const app = await startApp(t, { controllers: [Users] });
  const user = { name: 'Ada', isAdmin: true };
  const post = async (url: string, payload: object | string, headers = {}) => (await app.inject({ method: 'POST', url, payload, headers })).json<unknown>();
  t.strictSame(await post('/body', [user]), { name: 'Ada undefined', isAdmin: false });
  t.strictSame(await post('/member', { user, size: 1 }), { name: 'Ada', size: 1 });
  t.strictSame(await post('/form', 'name=Ada&isAdmin=true', { 'content-type': 'application/x-www-form-urlencoded' }), { name: 'Ada' });
  const fields = [
    { name: 'name', value: 'Ada' },
    { name: 'isAdmin', value: 'true' },
  ];
  t.strictSame(await post('/form', multipartBody(fields), { 'content-type': MULTIPART_TYPE }), { name: 'Ada' });
  const parts = await app.inject({ url: '/parts?q=a&isAdmin=true', headers: { trace: 't', 'x-admin': 'true', cookie: 'q=b; isAdmin=true' } });
  t.strictSame(parts.json(), { find: { q: 'a' }, trace: { trace: 't' }, cookies: { q: 'b' } });
  t.strictSame(parse(User, user), user, 'a value that no client sent is read whole');
});

t.test('what is read-only and required in a request is a mistake at boot', async (t) => {
  class Item extends Model({ id: Type.Integer({ readOnly: true }), name: Type.String() }) {}

  @Controller('/items')
  class Items {
    @Post('/', { response: Item })
    create(@Body(Item) item: Item) {
      return item;
    }

    @Post('/named')
    named(@Body('id', Type.Integer({ readOnly: true })) id: number) {
      return id;
    }
  }
  const error = await startApp(t, { controllers: [Items] }).catch((thrown: unknown) => thrown);
  t.ok(BootError.is(error));
  t.strictSame(
    (error as BootError).problems.map(({ code, message }) => [code, message]),
    [
      [
        'TYPHOON_ERR_SCHEMA_INVALID',
        "Items.create, parameter 0, properties.id: 'id' is required and readOnly, but what is readOnly is not read from requests. Read Type.Omit(Item.schema, ['id']) instead, or make it Type.Optional(…).",
      ],
      [
        'TYPHOON_ERR_SCHEMA_INVALID',
        "Items.named, parameter 0: the schema is readOnly, but what is readOnly is not read from requests. Take 'readOnly' away, or the parameter.",
      ],
    ],
  );
});
