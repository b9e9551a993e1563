import { Controller, Get, Path, Route, Type } from '@typhoon/core';
import t from 'tap';
import { documentOf } from './fixtures/documents.js';

@Controller('/')
class PathsController {
  @Get('/items/:id', { response: Type.Integer() })
  read(@Path('id', Type.Integer()) id: number): number {
    return id;
  }

  @Route('PATCH', '/items/:key', { response: Type.String() })
  change(@Path('key', Type.String()) key: string): string {
    return key;
  }

  @Route('QUERY', '/items', { response: Type.Boolean() })
  search(): boolean {
    return true;
  }
}

t.test('takes templates that differ in names only for one path, with the names of the first', async (t) => {
  const { paths } = await documentOf(t, [PathsController]);
  t.notOk('/items/{key}' in paths);
  t.match(paths['/items/{id}'], { get: { parameters: [{ name: 'id' }] }, patch: { operationId: 'paths.change', parameters: [{ name: 'id', in: 'path' }] } });
});

t.test('puts a method that the version does not know where the version has a place for it', async (t) => {
  const { paths } = await documentOf(t, [PathsController]);
  t.match(paths['/items'], { 'x-additionalOperations': { QUERY: { operationId: 'paths.search' } } });
});
