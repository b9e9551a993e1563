import t from 'tap';
import { compileUnknownKeys } from '#src/compile/unknown-keys.js';
import { Controller, Cookie, File, Form, Header, Model, Post, Query, Type } from '#src/index.js';
import type { UploadedFile } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

class Search extends Model({ text: Type.String(), 'X-Own': Type.Optional(Type.String()) }) {}

@Controller('/')
class Strict {
  @Post('/', { unknown: { query: 'reject', header: 'reject', cookie: 'reject', form: 'reject' } })
  all(
    @Query('a', Type.Array(Type.String()), { alias: 'the-a' }) _a: string[],
    @Query(Search) _search: Search,
    @Query('filter', Type.Object({ x: Type.String() }), { style: 'deepObject' }) _filter: { x: string },
    @Header('X-Token', Type.String()) _token: string,
    @Cookie('session', Type.String()) _session: string,
    @Form('title', Type.String()) _title: string,
    @File('image') _image: UploadedFile,
  ): void {}

  @Post('/lenient')
  lenient(@Query('a', Type.String()) _a: string): void {}
}

const route = describeRoute(Strict, 'all');

t.test('finds the keys that nobody declared', (t) => {
  const rows = [
    ['query', { 'the-a': '1', 'the-a[]': '1', text: 'x', 'X-Own': 'x', 'filter[x]': '1' }, []],
    ['query', { a: '1', 'filter.x': '1', other: '1' }, ['a', 'filter.x', 'other']],
    ['header', { 'x-token': '1', host: 'a', 'user-agent': 'b', 'content-length': '3' }, []],
    ['header', { 'x-tokens': '1' }, ['x-tokens']],
    ['cookie', { session: '1', other: '2' }, ['other']],
    ['form', { title: '1', image: 'x', other: '2' }, ['other']],
    ['form', undefined, []],
  ] as const;
  for (const [part, values, unknown] of rows) {
    const issues = compileUnknownKeys(route, part)?.(values) ?? [];
    const place = part === 'form' ? 'body' : part;
    t.strictSame(
      issues.map(({ type, loc }) => [type, ...loc]),
      unknown.map((key) => ['extra_forbidden', place, key]),
    );
  }
  t.end();
});

t.test('asks nothing where unknown keys are ignored, nor of path and body', (t) => {
  for (const part of ['path', 'body', 'file'] as const) t.equal(compileUnknownKeys(route, part), undefined);
  for (const part of ['query', 'header', 'cookie', 'form'] as const) t.equal(compileUnknownKeys(describeRoute(Strict, 'lenient'), part), undefined);
  t.end();
});
