import { Readable } from 'node:stream';
import t from 'tap';
import { Controller, Delete, Get, HttpError, Model, Post, Put, Query, Type, reply, Text, Bytes, Redirect, Empty } from '#src/index.js';
import type { InferOutput, InferReturn } from '#src/index.js';
import { createResponseKind } from '#src/http/response-kind.js';
import { expectEqual } from '../fixtures/expect-equal.js';
import { startApp } from '../fixtures/start-app.js';

class NewItem extends Model({ name: Type.String(), price: Type.Number(), note: Type.Optional(Type.String()) }) {}
class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}
class Label extends Model({ text: Type.String(), tags: Type.Array(Type.String()), at: Type.Object({ x: Type.Number(), y: Type.Optional(Type.Number()) }) }) {
  length(): number {
    return this.text.length;
  }
}
class Tree extends Model(Type.Recursive((This) => Type.Object({ value: Type.Number(), children: Type.Array(This) }), { $id: 'ReturnedTree' })) {}

const Job = Type.Object({ job: Type.String() });
const Gone = HttpError.define({ status: 410, code: 'gone', title: 'Gone' });
const pen = { id: 1, name: 'Pen', price: 2 };
const lines = createResponseKind<AsyncIterable<InferOutput<typeof Item>>>({
  name: 'lines',
  mediaType: 'text/plain',
  schema: Item.schema,
  status: 200,
  toPayload: (value) => Readable.from(toLines(value as AsyncIterable<unknown>)),
});

async function* toLines(items: AsyncIterable<unknown>) {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}

@Controller('/returns')
class ReturnsController {
  @Get('/item', { response: Item })
  item(): Item {
    return pen;
  }

  @Get('/inferred', { response: Item })
  inferred() {
    return { ...pen, note: undefined };
  }

  @Get('/map', { response: Type.Map(Type.Integer()) })
  map(): ReadonlyMap<string, number> {
    return new Map([['a', 1]]);
  }

  // @ts-expect-error a set is no map
  @Get('/no-map', { response: Type.Map(Type.Integer()) })
  noMap(): ReadonlySet<[string, number]> {
    return new Set();
  }

  @Get('/set', { response: Type.Set(Type.Integer()) })
  set(): ReadonlySet<number> {
    return new Set([1]);
  }

  @Get('/constant', { response: Item })
  async constant() {
    return { id: 1, name: 'Pen', price: 2 } as const;
  }

  @Get('/thenable', { response: Item })
  thenable(): PromiseLike<Readonly<Item>> {
    return Promise.resolve(pen);
  }

  @Get('/sometimes', { response: Item })
  sometimes(): Item | Promise<Item> {
    return pen;
  }

  @Get('/wider', { response: NewItem })
  wider(): Item {
    return pen;
  }

  @Get('/list', { response: Type.Array(Item.schema) })
  list(): readonly Readonly<Item>[] {
    return [pen];
  }

  @Get('/plain', { response: Label })
  plain() {
    return { text: 'x', tags: ['a'], at: { x: 1 } } as const;
  }

  @Get('/labels', { response: Type.Array(Label.schema) })
  labels(): Label[] {
    return [Object.assign(new Label(), { text: 'x', tags: ['a'], at: { x: 1 } })];
  }

  @Get('/tree', { response: Tree })
  tree() {
    return { value: 1, children: [{ value: 2, children: [] }] } as const;
  }

  @Get('/record', { response: Type.Record(Type.String(), Item.schema) })
  record(): Readonly<Record<string, Readonly<Item>>> {
    return { pen };
  }

  @Get('/tuple', { response: Type.Tuple([Type.String(), Type.Integer()]) })
  tuple() {
    return ['a', 1] as const;
  }

  @Get('/null', { response: Type.Union([Item.schema, Type.Null()]) })
  nullable(): Item | null {
    return null;
  }

  @Get('/codecs', { response: Type.Object({ at: Type.DateTime(), of: Type.Set(Type.Integer()) }) })
  codecs(): { readonly at: Date; readonly of: ReadonlySet<number> } {
    return { at: new Date(1000), of: new Set([1]) };
  }

  @Get('/unknown', { response: Type.Unknown() })
  unknown(): unknown {
    return 1;
  }

  @Get('/any', { response: Item })
  any(): any {
    return pen;
  }

  @Get('/undeclared')
  undeclared() {
    return 'whatever';
  }

  @Get('/never', { response: Item })
  never() {
    return Gone.throw();
  }

  @Delete('/nothing', { status: 204 })
  nothing(): void {}
}

@Controller('/refused')
class RefusedController {
  // @ts-expect-error 'id' is missing
  @Get('/missing', { response: Item })
  missing(): NewItem {
    return pen;
  }

  // @ts-expect-error 'id' is missing in what is promised
  @Get('/promised', { response: Item })
  async promised(): Promise<NewItem> {
    return pen;
  }

  // @ts-expect-error 'id' is a number
  @Get('/inferred', { response: Item })
  async inferred() {
    return { ...pen, id: '1' };
  }

  // @ts-expect-error nothing may have been found
  @Get('/undefined', { response: Item })
  nothing(): Item | undefined {
    return undefined;
  }

  // @ts-expect-error nothing is returned
  @Get('/void', { response: Item })
  void(): void {}

  // @ts-expect-error a list of items, not one
  @Get('/list', { response: Item })
  list(): Item[] {
    return [];
  }

  // @ts-expect-error the items have no ids
  @Get('/items', { response: Type.Array(Item.schema) })
  items(): readonly NewItem[] {
    return [];
  }

  // @ts-expect-error tags are texts
  @Get('/plain', { response: Label })
  plain() {
    return { text: 'x', tags: [1], at: { x: 1 } };
  }

  // @ts-expect-error 'y' is a number, deep inside
  @Get('/deep', { response: Type.Array(Label.schema) })
  deep() {
    return [{ text: 'x', tags: [], at: { x: 1, y: '2' } }];
  }

  // @ts-expect-error 'value' is a number, two levels down
  @Get('/tree', { response: Tree })
  tree() {
    return { value: 1, children: [{ value: '2', children: [] }] };
  }

  // @ts-expect-error a date in the handler, a text only on the wire
  @Get('/date', { response: Type.DateTime() })
  date(): string {
    return new Date(0).toISOString();
  }

  // @ts-expect-error unknown may be anything
  @Get('/unknown', { response: Item })
  unknown(): unknown {
    return pen;
  }

  // @ts-expect-error the text may be 'c'
  @Get('/literal', { response: Type.Union([Type.Literal('a'), Type.Literal('b')]) })
  literal(): 'a' | 'b' | 'c' {
    return 'a';
  }
}

@Controller('/replies')
class RepliesController {
  @Get('/', { response: Item, responses: { 202: Job, 404: { response: Type.Null(), description: 'Not there' } }, throws: [Gone] })
  async read(@Query('n', Type.Integer()) n: number) {
    if (n === 202) return reply(202, { job: 'a' });
    if (n === 404) return reply(404, null);
    if (n === 410) throw new Gone();
    return pen;
  }

  @Post('/', { responses: { 202: Type.Array(Item.schema), 200: Label } })
  replyOnly(@Query('n', Type.Integer()) n: number) {
    return n === 202 ? reply(202, [pen]) : reply(200, { text: '', tags: [], at: { x: 1 } });
  }

  // @ts-expect-error 'job' is a text
  @Get('/body', { response: Item, responses: { 202: Job } })
  wrongBody() {
    return reply(202, { job: 1 });
  }

  // @ts-expect-error 'job' is a text, in what is promised
  @Get('/promised', { response: Item, responses: { 202: { response: Job } } })
  async wrongPromise() {
    return reply(202, { job: 1 });
  }

  // @ts-expect-error nobody declared 203
  @Get('/status', { response: Item, responses: { 202: Job } })
  wrongStatus() {
    return reply(203, { job: 'a' });
  }

  // @ts-expect-error 404 has another body
  @Get('/swapped', { response: Item, responses: { 202: Job, 404: Type.Null() } })
  swapped() {
    return reply(404, { job: 'a' });
  }

  // @ts-expect-error no other answer is declared
  @Get('/none', { response: Item })
  none() {
    return reply(202, { job: 'a' });
  }

  @Get('/plain', { responses: { 202: Job, 201: Item, 404: Label } })
  plain() {
    return pen;
  }

  @Post('/plain', { responses: { 201: Item, 200: { response: Job, description: 'There' } } })
  usual() {
    return { job: 'a' };
  }

  @Put('/plain', { status: 201, responses: { 201: Item, 200: Job } })
  chosen(@Query('n', Type.Integer()) n: number) {
    return n === 200 ? reply(200, { job: 'a' }) : pen;
  }

  // @ts-expect-error a plain return value is that of 200
  @Get('/plain/other', { responses: { 201: Item, 200: Job } })
  otherPlain() {
    return pen;
  }

  // @ts-expect-error a plain return value is that of the 'status'
  @Get('/plain/status', { status: 201, responses: { 201: Item, 200: Job } })
  wrongPlain() {
    return { job: 'a' };
  }

  // @ts-expect-error where no success is declared, nothing may be returned but a reply
  @Get('/plain/error', { responses: { 404: Job } })
  noPlain() {
    return { job: 'a' };
  }

  // @ts-expect-error nor where the status of a plain return value is none of those declared
  @Get('/plain/undeclared', { status: 203, responses: { 200: Job } })
  undeclaredPlain() {
    return { job: 'a' };
  }
}

@Controller('/kinds')
class KindsController {
  @Get('/stream', { response: lines })
  async *stream() {
    yield pen;
  }

  @Get('/text', { response: Text })
  text() {
    return 'x';
  }

  @Get('/bytes', { response: Bytes('text/plain') })
  async bytes() {
    return Buffer.from('x');
  }

  @Get('/redirect', { response: Redirect, responses: { 204: Empty } })
  redirect(@Query('to', Type.Optional(Type.String())) to?: string) {
    return to ?? reply(204);
  }

  // @ts-expect-error 'id' is missing in what is yielded
  @Get('/refused/stream', { response: lines })
  async *wrongStream() {
    yield { name: 'Pen', price: 2 };
  }

  // @ts-expect-error one item is no stream
  @Get('/refused/item', { response: lines })
  wrongItem() {
    return pen;
  }

  // @ts-expect-error a text is no bytes
  @Get('/refused/bytes', { response: Bytes('text/plain') })
  wrongBytes() {
    return 'x';
  }

  // @ts-expect-error 204 has no body
  @Get('/refused/empty', { responses: { 204: Empty } })
  wrongEmpty() {
    return reply(204, 'x');
  }

  // @ts-expect-error a number is no text
  @Get('/refused/text', { response: Text })
  wrongText() {
    return 1;
  }
}

t.test('a method may return what its response declares, readonly or not, promised or not', async (t) => {
  const app = await startApp(t, { controllers: [ReturnsController] });
  const get = async (path: string): Promise<unknown> => (await app.inject(`/returns/${path}`)).json();
  for (const path of ['item', 'inferred', 'constant', 'thenable', 'sometimes', 'any']) t.strictSame(await get(path), pen, path);
  t.strictSame(await get('wider'), { name: 'Pen', price: 2 });
  t.strictSame(await get('plain'), { text: 'x', tags: ['a'], at: { x: 1 } });
  t.strictSame(await get('labels'), [{ text: 'x', tags: ['a'], at: { x: 1 } }]);
  t.strictSame(await get('codecs'), { at: '1970-01-01T00:00:01.000Z', of: [1] });
  t.equal((await app.inject('/returns/never')).statusCode, 410);
  t.equal((await app.inject({ method: 'DELETE', url: '/returns/nothing' })).statusCode, 204);
});

t.test('a drift that the compiler was told to accept is stopped at run time', async (t) => {
  const app = await startApp(t, { controllers: [RefusedController] });
  const statuses = await Promise.all(
    ['undefined', 'void', 'list', 'plain', 'deep', 'tree', 'date'].map(async (path) => (await app.inject(`/refused/${path}`)).statusCode),
  );
  t.strictSame(new Set(statuses), new Set([500]));
});

t.test('a reply has a status that is declared, and its body', async (t) => {
  const app = await startApp(t, { controllers: [RepliesController] });
  for (const status of [200, 202, 404, 410]) t.equal((await app.inject(`/replies?n=${status}`)).statusCode, status);
  t.strictSame((await app.inject({ method: 'POST', url: '/replies?n=202' })).json(), [pen]);
  t.equal((await app.inject('/replies/status')).statusCode, 500);
});

t.test('a plain return value without a response is the answer of the status, of 200, or of the first success', async (t) => {
  const app = await startApp(t, { controllers: [RepliesController] });
  const send = async (method: 'GET' | 'POST' | 'PUT', url: string): Promise<unknown[]> => {
    const response = await app.inject({ method, url });
    return [response.statusCode, response.statusCode < 300 ? response.json() : undefined];
  };
  t.strictSame(await send('GET', '/replies/plain'), [201, pen]);
  t.strictSame(await send('POST', '/replies/plain'), [200, { job: 'a' }]);
  t.strictSame(await send('PUT', '/replies/plain?n=201'), [201, pen]);
  t.strictSame(await send('PUT', '/replies/plain?n=200'), [200, { job: 'a' }]);
  for (const refused of ['other', 'status']) t.strictSame(await send('GET', `/replies/plain/${refused}`), [500, undefined], refused);
});

t.test('a response kind says what a method returns for it', async (t) => {
  const app = await startApp(t, { controllers: [KindsController] });
  t.equal((await app.inject('/kinds/stream')).body, `${JSON.stringify(pen)}\n`);
  t.equal((await app.inject('/kinds/bytes')).body, 'x');
  t.equal((await app.inject('/kinds/redirect?to=/x')).headers.location, '/x');
  t.equal((await app.inject('/kinds/redirect')).statusCode, 204);
  t.equal((await app.inject('/kinds/text')).body, 'x');
  expectEqual<InferReturn<typeof Text>, string>();
  expectEqual<InferReturn<ReturnType<typeof Type.Integer>>, number>();
});
