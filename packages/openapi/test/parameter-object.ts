import { Controller, Cookie, Depends, Get, Header, Model, Path, Query, Type, fastifyRequest, named } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import t from 'tap';
import type { ParameterObject } from '#src/parameter-object.js';
import { documentOf } from './fixtures/documents.js';

const Sort = named('Sort', Type.Union([Type.Literal('name'), Type.Literal('price')]));
class ListQuery extends Model({
  limit: Type.Integer({ default: 10, description: 'How many' }),
  q: Type.Optional(Type.String({ deprecated: true })),
  sort: Sort,
}) {}
class TraceHeaders extends Model({ 'X-Trace-Id': Type.String(), ETag: Type.Optional(Type.String()) }) {}

@Controller('/params')
class ParamsController {
  @Get('/model')
  model(@Query(ListQuery) _query: ListQuery, @Header(TraceHeaders) _headers: TraceHeaders): string {
    return '';
  }

  @Get('/styles')
  styles(
    @Query('ids', Type.Array(Type.Integer()), { style: 'pipeDelimited', explode: false }) _ids: number[],
    @Query('words', Type.Array(Type.String()), { explode: false }) _words: string[],
    @Query('plain', Type.Array(Type.String()), { style: 'form', explode: true }) _plain: string[],
    @Query('filter', Type.Object({ a: Type.String() }), { style: 'deepObject' }) _filter: { a: string },
  ): string {
    return '';
  }

  @Get('/twice')
  twice(
    @Query('q', Type.Optional(Type.String({ minLength: 2 }))) _q: string | undefined,
    @Query('q', Type.String({ maxLength: 9, description: 'The same' })) _other: string,
    @Query('q', Type.String({ minLength: 2 })) _again: string,
    @Query('page', Type.Integer({ default: 1 })) _page: number,
    @Query('page', Type.Integer({ description: 'Which' })) _asked: number,
    @Query('sort', Sort) _sort: 'name' | 'price',
    @Query('sort', Sort) _order: 'name' | 'price',
  ): string {
    return '';
  }

  @Get('/options')
  options(
    @Query('old', Type.Optional(Type.String()), { deprecated: true, description: 'Do not use', example: 'x' }) _old: string | undefined,
    @Query('named', Type.String(), { examples: { short: { summary: 'Short', value: 'a' } } }) _named: string,
    @Query('secret', Type.Optional(Type.String()), { hidden: true }) _secret: string | undefined,
    @Query('inner', Type.String(), { alias: 'outer' }) _aliased: string,
    @Query('nullable', Type.Union([Type.String(), Type.Null()])) _nullable: string | null,
    @Header('X-Token', Type.String()) _token: string,
    @Header('Authorization', Type.String()) _authorization: string,
    @Cookie('session', Type.String()) _session: string,
  ): string {
    return '';
  }

  @Get('/files/:folder/*')
  file(@Depends(fastifyRequest) _request: FastifyRequest, @Path('*', Type.String({ minLength: 1 })) _path: string): string {
    return '';
  }

  @Get('/any')
  any(@Query(Type.Record(Type.String(), Type.String())) _query: Record<string, string>): string {
    return '';
  }
}

let parametersOf: (path: string) => readonly ParameterObject[];

t.before(async () => {
  const { paths } = await documentOf(t, [ParamsController]);
  parametersOf = (path) => (paths[path]?.['get'] as { parameters: readonly ParameterObject[] }).parameters;
});

t.test('writes an object for a whole part as one parameter per property', (t) => {
  t.strictSame(parametersOf('/params/model'), [
    { name: 'limit', in: 'query', description: 'How many', required: false, schema: { type: 'integer', default: 10 } },
    { name: 'q', in: 'query', required: false, deprecated: true, schema: { type: 'string', deprecated: true } },
    { name: 'sort', in: 'query', required: true, schema: { $ref: '#/components/schemas/Sort' } },
    { name: 'x-trace-id', in: 'header', required: true, schema: { type: 'string' } },
    { name: 'etag', in: 'header', required: false, schema: { type: 'string' } },
  ]);
  t.end();
});

t.test('writes style and explode where they are not the default', (t) => {
  const styles = parametersOf('/params/styles').map(({ name, style, explode }) => ({ name, style, explode }));
  t.strictSame(styles, [
    { name: 'ids', style: 'pipeDelimited', explode: undefined },
    { name: 'words', style: undefined, explode: false },
    { name: 'plain', style: undefined, explode: undefined },
    { name: 'filter', style: 'deepObject', explode: true },
  ]);
  t.end();
});

t.test('writes what is said of a parameter beside its schema', (t) => {
  t.strictSame(parametersOf('/params/options'), [
    { name: 'old', in: 'query', description: 'Do not use', required: false, deprecated: true, schema: { type: 'string' }, example: 'x' },
    { name: 'named', in: 'query', required: true, schema: { type: 'string' }, examples: { short: { summary: 'Short', value: 'a' } } },
    { name: 'outer', in: 'query', required: true, schema: { type: 'string' } },
    { name: 'nullable', in: 'query', required: true, schema: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
    { name: 'x-token', in: 'header', required: true, schema: { type: 'string' } },
    { name: 'session', in: 'cookie', required: true, schema: { type: 'string' } },
  ]);
  t.end();
});

t.test('writes what two readers of one parameter ask for, each thing once', (t) => {
  t.strictSame(parametersOf('/params/twice'), [
    {
      name: 'q',
      in: 'query',
      required: true,
      schema: {
        allOf: [
          { type: 'string', minLength: 2 },
          { type: 'string', maxLength: 9 },
        ],
      },
    },
    { name: 'page', in: 'query', required: true, schema: { type: 'integer', default: 1 } },
    { name: 'sort', in: 'query', required: true, schema: { $ref: '#/components/schemas/Sort' } },
  ]);
  t.end();
});

t.test('writes parameters of the path that nobody reads, and wildcards', (t) => {
  t.strictSame(parametersOf('/params/files/{folder}/{wildcard}'), [
    { name: 'folder', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'wildcard', in: 'path', required: true, schema: { type: 'string', minLength: 1 } },
  ]);
  t.end();
});

t.test('keeps a part without known names as one free-form parameter', (t) => {
  t.strictSame(parametersOf('/params/any'), [
    { name: 'query', in: 'query', required: true, schema: { type: 'object', additionalProperties: { type: 'string' } } },
  ]);
  t.end();
});
