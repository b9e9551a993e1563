import t from 'tap';
import { like } from '../fixtures/like.js';
import { createTransport, defineIsError, form, multipart, operation } from '@typhoon/client';
import type { ApiError, BinaryBody, BodyDefinition, Failure, FileInput, Operation, Success, Transport, UndeclaredError } from '@typhoon/client';
import { createItemsApp } from '../fixtures/items-app.js';

interface Item {
  id: number;
  name: string;
}
interface Problem {
  status: number;
  detail?: string;
}
type NotFound = Failure<404, 'item_not_found', Problem>;
type OutOfStock = Failure<409, 'out_of_stock', Problem & { available: number }>;
type Read = Operation<{ id: number }, Success<200, Item> | Success<204, undefined>, NotFound | OutOfStock>;

const accept = ['application/json'];
const readOf = (transport: Transport): Read =>
  operation(transport, {
    id: 'items.read',
    method: 'GET',
    path: '/items/{id}',
    parameters: { id: 'path' },
    accept,
    errors: { 404: ['item_not_found'], 409: ['out_of_stock'] },
  });

const app = createItemsApp();
const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
t.teardown(() => app.close());
const transport = createTransport({ baseUrl });

t.test('resolves with the body of a success, or with what raw and safe say of it', async (t) => {
  const read = readOf(transport);
  const item: Item | undefined = await read({ id: 3 });
  t.strictSame(item, { id: 3, name: 'Pen' });
  const { status, headers, body } = await read.raw({ id: 3 });
  t.strictSame([status, headers.get('x-total'), body], [200, '1', { id: 3, name: 'Pen' }]);
  const empty = await read.raw({ id: 1 });
  if (empty.status === 204) t.strictSame(empty.body satisfies undefined, undefined);
  t.match(await read.safe({ id: 3 }), { ok: true, status: 200, data: { id: 3 } });
});

t.test('throws declared errors as what they are', async (t) => {
  const isError = defineIsError<{ item_not_found: NotFound; out_of_stock: OutOfStock }>();
  const error: unknown = await readOf(transport)({ id: 2 }).catch((thrown: unknown) => thrown);
  if (!isError(error, 'out_of_stock')) return t.fail('another error');
  t.equal(error.body.available satisfies number, 0);
  t.match(error, { status: 409, kind: 'declared', request: { operation: 'items.read', method: 'GET', url: `${baseUrl}/items/2` } });
  t.equal(error.headers.get('content-type'), 'application/problem+json; charset=utf-8');
});

t.test('returns errors as a union that is told apart by kind, and then by code or status', async (t) => {
  const result = await readOf(transport).safe({ id: 12 });
  if (result.ok) return t.fail('a success');
  const { error } = result;
  if (error.kind !== 'declared') {
    error satisfies UndeclaredError;
    return t.fail('an undeclared error');
  }
  switch (error.code) {
    case 'item_not_found':
      t.equal(error.status satisfies 404, 404);
      return t.equal(error.body.detail, 'No item 12.');
    case 'out_of_stock':
      return t.fail(String(error.body.available));
    default:
      return error satisfies never;
  }
});

t.test('says undeclared of what is, and network of what nobody answered', async (t) => {
  const wrong = await (readOf(transport) as unknown as Operation<{ id: string }, Success<200, Item>, NotFound>).safe({ id: 'x' });
  t.match(wrong, { ok: false, error: { kind: 'undeclared', status: 422, code: 'validation_failed' } });
  t.match(await readOf(createTransport({ baseUrl: 'http://127.0.0.1:1', retry: false })).safe({ id: 3 }), { ok: false, error: { kind: 'network' } });
});

t.test('hands over an answer unread, and throws errors all the same', async (t) => {
  const read = readOf(transport);
  const response = await read.fetch({ id: 3 });
  t.strictSame([response.status, response.bodyUsed, await response.text()], [200, false, '{"id":3,"name":"Pen"}']);
  await t.rejects(read.fetch({ id: 12 }), like({ code: 'item_not_found' }));
});

t.test('sends what the application reads, in every style and place', async (t) => {
  const input = {
    simple: 'a/b ü',
    list: [1, 2],
    label: [3, 4],
    matrix: { from: 1, to: 2 },
    q: 'x&y=z+ %',
    exploded: [5, 6],
    joined: [7, 8],
    spaced: [9, 10],
    piped: [11, 12],
    deep: { from: 3, to: 4.5 },
    header: [13, 14],
    theme: 'dark; é',
  };
  const everything: Operation<typeof input, Success<200>, never> = operation(transport, {
    id: 'echo.everything',
    method: 'GET',
    path: '/echo/{simple}/{list}/{label}/{matrix}',
    parameters: {
      simple: 'path',
      list: 'path',
      label: { in: 'path', mark: '.', explode: true },
      matrix: { in: 'path', mark: ';', explode: true },
      q: 'query',
      exploded: 'query',
      joined: { in: 'query', explode: false },
      spaced: { in: 'query', join: '%20', explode: false },
      piped: { in: 'query', join: '%7C', explode: false },
      deep: { in: 'query', deep: true },
      header: { in: 'header', name: 'x-list' },
      theme: 'cookie',
    },
    accept,
  });
  t.strictSame(await everything(input), input);
});

t.test('sends JSON, forms and files as the application reads them', async (t) => {
  const send = <TBody>(path: string, body: BodyDefinition) =>
    operation<{ body: TBody }, Success<200>, never>(transport, { id: 'send', method: 'POST', path, body: [body], accept });
  const item = { name: 'Pen', tags: ['a', 'b'] };
  t.strictSame(await send('/items', { type: 'application/json' })({ body: item }), item);
  const sizes = { name: 'A & B', sizes: [1, 2] };
  t.strictSame(await send('/echo/form', form('application/x-www-form-urlencoded'))({ body: sizes }), sizes);
  t.strictSame(await send('/echo/form', multipart('multipart/form-data'))({ body: sizes }), sizes);
  const upload = send<{ title: string; photo: Blob | FileInput }>('/echo/upload', multipart('multipart/form-data'));
  const photo = { data: new Blob(['pixels']), filename: 'é.png', type: 'image/png' };
  const want = { title: 'T', filename: 'é.png', type: 'image/png', text: 'pixels' };
  t.strictSame(await upload({ body: { title: 'T', photo } }), want);
  t.strictSame(await upload({ body: { title: 'T', photo: new File(['pixels'], 'é.png', { type: 'image/png' }) } }), want);
});

t.test('reads text, bytes and nothing as such', async (t) => {
  const text: Operation<void, Success<200, string>, never> = operation(transport, { id: 'text', method: 'GET', path: '/echo/text', accept: ['text/plain'] });
  const bytes: Operation<void, Success<200, Blob>, never> = operation(transport, {
    id: 'bytes',
    method: 'GET',
    path: '/echo/bytes',
    accept: ['application/x-three'],
  });
  const nothing: Operation<void, Success<204, undefined>, never> = operation(transport, { id: 'nothing', method: 'PUT', path: '/echo/nothing' });
  t.equal(await text(), 'déjà vu');
  t.strictSame(new Uint8Array(await (await bytes()).arrayBuffer()), new Uint8Array([1, 2, 3]));
  t.strictSame((await nothing.raw()).body, undefined);
});

t.test('changes a success as its definition says', async (t) => {
  const decode = (body: unknown) => new Map(Object.entries(body as object));
  const read: Operation<{ id: number }, Success<200, Map<string, unknown>>, never> = operation(transport, {
    id: 'r',
    method: 'GET',
    path: '/items/{id}',
    parameters: { id: 'path' },
    accept,
    decode,
  });
  t.equal((await read({ id: 3 })).get('name'), 'Pen');
});

t.test('lets an input be left out where nothing of it is needed, and only there', async (t) => {
  const none = null as unknown as Operation<void, Success<200, string>, never>;
  const some = null as unknown as Operation<{ q?: string }, Success<200, string>, never>;
  const all = null as unknown as Operation<{ q: string; body: BinaryBody }, Success<200, string>, never>;
  const uses = () => [
    none(),
    none(undefined, { timeout: 1 }),
    some(),
    some({}, {}),
    some({ q: 'a' }),
    all({ q: 'a', body: new Blob([]) }, { retry: 3, signal: undefined, headers: { a: undefined } }),
    // @ts-expect-error its input is needed
    all(),
    // @ts-expect-error there is none
    none({ q: 'a' }),
    // @ts-expect-error a misspelt option
    none(undefined, { timeouts: 1 }),
  ];
  const error = null as unknown as ApiError;
  t.type(uses, 'function');
  t.equal(error, null);
});
