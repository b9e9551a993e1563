import t from 'tap';
import { Body, Controller, Cookie, Depends, File, Form, Get, Header, Model, Path, Post, Query, Type, dependency } from '#src/index.js';
import type { InferInput, UploadStream, UploadedFile } from '#src/index.js';
import { expectEqual } from '../fixtures/expect-equal.js';
import { startApp } from '../fixtures/start-app.js';

enum Color {
  red = 'r',
  blue = 'b',
}

const length = Type.Transform(Type.String())
  .Decode((text) => text.length)
  .Encode((count) => 'x'.repeat(count));

@Controller('/parts/:id')
class PartsController {
  @Get('/')
  read(
    @Path('id', Type.Integer()) id: number,
    @Query('word', Type.String()) word: string,
    @Header('x-flag', Type.Boolean()) flag: boolean,
    @Cookie('session', Type.Optional(Type.String())) session: string | undefined,
    @Query('of', Type.Array(Type.Integer())) of: readonly number[],
  ): unknown[] {
    return [id, word, flag, session ?? 'none', of];
  }

  @Post('/body')
  body(
    @Path('id', Type.Integer()) _id: number,
    @Body(Type.Object({ a: Type.Integer(), b: Type.Optional(Type.String()) })) body: { a: number; b?: string },
  ): number {
    return body.a;
  }

  @Post('/form')
  form(@Path('id', Type.Integer()) _id: number, @Form('a', Type.Integer()) a: number): number {
    return a;
  }

  @Post('/refused')
  refused(
    // @ts-expect-error a number, not a text
    @Path('id', Type.Integer()) _path: string,
    // @ts-expect-error a number, not a text
    @Query('n', Type.Integer()) _query: string,
    // @ts-expect-error a number, not a text
    @Header('n', Type.Integer()) _header: string,
    // @ts-expect-error a number, not a text
    @Cookie('n', Type.Integer()) _cookie: string,
    // @ts-expect-error a number, not a text
    @Form('n', Type.Integer()) _form: string,
  ): void {}

  @Post('/refused/body')
  refusedBody(
    @Path('id', Type.Integer()) _id: number,
    // @ts-expect-error 'a' is a number, not a text
    @Body(Type.Object({ a: Type.Integer() })) _body: { a: string },
  ): void {}

  @Get('/refused/whole')
  refusedWhole(
    @Path('id', Type.Integer()) _id: number,
    // @ts-expect-error 'limit' may be absent
    @Query(Type.Object({ limit: Type.Optional(Type.Integer()) })) _query: { limit: number },
  ): void {}

  @Post('/files')
  files(
    @Path('id', Type.Integer()) _id: number,
    @File('one', { optional: true }) one: UploadedFile | undefined,
    @File('many', { maxCount: 3, minCount: 0 }) many: UploadedFile[],
  ): unknown[] {
    return [one === undefined, many.length];
  }

  @Post('/refused/files')
  refusedFiles(
    @Path('id', Type.Integer()) _id: number,
    // @ts-expect-error a file, not a text
    @File('a') _text: string,
    // @ts-expect-error it may be absent
    @File('b', { optional: true }) _required: UploadedFile,
    // @ts-expect-error several files
    @File('c', { maxCount: 3 }) _one: UploadedFile,
    // @ts-expect-error a stream, not a file in memory
    @File('d', { stream: true }) _stream: UploadedFile,
  ): void {}

  @Post('/stream')
  stream(@Path('id', Type.Integer()) _id: number, @File('video', { stream: true }) _video: UploadStream): void {}
}

class Filter extends Model({ search: Type.Optional(Type.String()), page: Type.Optional(Type.Integer()) }) {}
class Page extends Model({ limit: Type.Optional(Type.Integer()) }) {}
class Wide extends Model({ limit: Type.Optional(Type.Integer()), search: Type.Optional(Type.String()) }) {}
const paged = dependency({ page: Query(Page) }, ({ page }) => ({ page, at: 1 }));

/** Where no property is required, anything would do: the compiler looks for a common one, in decorators only where it is asked to. */
@Controller('/optional')
class OptionalController {
  constructor(
    @Depends(PartsController) readonly parts: { read?: unknown },
    // @ts-expect-error a controller is no page
    @Depends(PartsController) readonly page: Page,
  ) {}

  @Get('/')
  read(@Query(Filter) filter: Filter, @Query(Page) wide: Wide, @Depends(paged) partly: { at?: number; other?: string }, @Query(Page) open: {}): unknown[] {
    return [filter, wide, partly.at, open];
  }

  @Get('/refused')
  refused(
    @Query(Filter) _filter: Filter,
    // @ts-expect-error a page is no filter
    @Query(Page) _page: Filter,
    // @ts-expect-error nor where it may be left out
    @Query(Page) _absent: Filter | undefined,
    // @ts-expect-error nor under another spelling
    @Query(Type.Object({ limit: Type.Optional(Type.Integer()) })) _plain: { search?: string },
    // @ts-expect-error a number is none
    @Query('n', Type.Integer()) _number: Filter,
    // @ts-expect-error a text is none
    @Depends(dependency({}, () => 'text')) _text: Filter,
    // @ts-expect-error pages are no filters
    @Query('list', Type.Array(Page.schema)) _list: Filter[],
    // @ts-expect-error nor inside of an object
    @Depends(paged) _inside: { page: Filter },
  ): void {}

  // @ts-expect-error a filter is no page
  @Get('/refused/answer', { response: Page })
  answer(): Filter {
    return {};
  }
}

@Controller('/absent')
class AbsentController {
  @Get('/')
  read(
    @Query('a', Type.Optional(Type.Integer())) a?: number,
    @Query('b', Type.Optional(Type.Integer())) b: number | undefined = 2,
    @Query('c', Type.Integer({ default: 3 })) c = 0,
    @Query('d', Type.Optional(length)) d?: number,
  ): unknown[] {
    return [a ?? 'absent', b, c, d ?? 'absent'];
  }

  @Get('/refused')
  refused(
    // @ts-expect-error it may be absent
    @Query('a', Type.Optional(Type.Integer())) _a: number,
    // @ts-expect-error it may be absent, and a number otherwise
    @Query('b', Type.Optional(Type.Integer())) _b?: string,
    // @ts-expect-error decoded, and so a number
    @Query('c', Type.Optional(length)) _c?: string,
  ): void {}
}

@Controller('/values')
class ValuesController {
  @Get('/')
  read(
    @Query('color', Type.Enum(Color)) color: Color,
    @Query('order', Type.Union([Type.Literal('asc'), Type.Literal('desc')])) order: 'asc' | 'desc',
    @Query('kind', Type.Unsafe<'a' | 'b'>(Type.String({ enum: ['a', 'b'] }))) kind: 'a' | 'b',
    @Query('at', Type.DateTime()) at: Date,
    @Query('word', length) word: number,
    @Query('set', Type.Set(Type.Integer())) set: ReadonlySet<number>,
  ): unknown[] {
    return [color, order, kind, at.getTime(), word, [...set]];
  }

  @Get('/wider')
  wider(
    @Query('a', Type.Integer()) a: number | string,
    @Query('b', Type.Integer()) b: unknown,
    @Query('c', Type.Integer()) c: any,
    @Query('d', Type.Any()) d: unknown,
  ): unknown[] {
    return [a, b, c, d];
  }

  @Get('/refused')
  refused(
    // @ts-expect-error it may be blue
    @Query('color', Type.Enum(Color)) _color: Color.red,
    // @ts-expect-error it may be 'desc'
    @Query('order', Type.Union([Type.Literal('asc'), Type.Literal('desc')])) _order: 'asc',
    // @ts-expect-error it may be 'b'
    @Query('kind', Type.Unsafe<'a' | 'b'>(Type.String({ enum: ['a', 'b'] }))) _kind: 'a',
    // @ts-expect-error a date in the handler, a text only on the wire
    @Query('at', Type.DateTime()) _at: string,
    // @ts-expect-error decoded, and so a number
    @Query('word', length) _word: string,
    // @ts-expect-error a set of numbers
    @Query('set', Type.Set(Type.Integer())) _set: Set<string>,
    // @ts-expect-error anything, so nothing in particular
    @Query('any', Type.Any()) _any: string,
    // @ts-expect-error unknown, so nothing in particular
    @Query('unknown', Type.Unknown()) _unknown: string,
    // @ts-expect-error a list, not one of its items
    @Query('list', Type.Array(Type.Integer())) _list: number,
  ): void {}
}

t.test('a parameter takes what its source yields, from every part', async (t) => {
  const app = await startApp(t, { controllers: [PartsController] });
  const headers = { 'x-flag': 'yes' };
  t.strictSame((await app.inject({ url: '/parts/7?word=w&of=1&of=2', headers })).json(), [7, 'w', true, 'none', [1, 2]]);
  t.equal((await app.inject({ method: 'POST', url: '/parts/7/body', payload: { a: 3 } })).json(), 3);
  const form = { method: 'POST', url: '/parts/7/form', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'a=4' } as const;
  t.equal((await app.inject(form)).json(), 4);
  expectEqual<Parameters<PartsController['stream']>[1], UploadStream>();
});

t.test('a parameter that may be absent is undefined, or its default', async (t) => {
  const app = await startApp(t, { controllers: [AbsentController] });
  t.strictSame((await app.inject('/absent')).json(), ['absent', 2, 3, 'absent']);
  t.strictSame((await app.inject('/absent?a=1&b=5&c=6&d=word')).json(), [1, 5, 6, 4]);
});

t.test('a parameter without required properties takes what has one of them', async (t) => {
  const app = await startApp(t, { controllers: [OptionalController] });
  t.strictSame((await app.inject('/optional?limit=1&search=a')).json(), [{ search: 'a' }, { limit: 1 }, 1, { limit: 1 }]);
});

t.test('a parameter takes enums, literals, dates and what a transform decodes', async (t) => {
  const app = await startApp(t, { controllers: [ValuesController] });
  const url = '/values?color=b&order=desc&kind=a&at=1970-01-01T00:00:01Z&word=four&set=1&set=1';
  t.strictSame((await app.inject(url)).json(), ['b', 'desc', 'a', 1000, 4, [1]]);
  t.strictSame((await app.inject('/values/wider?a=1&b=2&c=3&d=4')).json(), [1, 2, 3, '4']);
});

t.test('what a source yields has a name of its own', (t) => {
  expectEqual<InferInput<ReturnType<typeof Type.Integer>>, number>();
  expectEqual<InferInput<ReturnType<typeof Type.Any>>, unknown>();
  expectEqual<InferInput<typeof length>, number>();
  const absent = Type.Optional(length);
  expectEqual<InferInput<typeof absent>, number | undefined>();
  t.equal(absent.type, 'string');
  t.end();
});
