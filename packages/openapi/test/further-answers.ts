// Runs in a process of its own: the folder that tap gives it belongs to the whole process.
import { Controller, FileDownload, Get, Header, HttpError, Model, Path, Post, Text, Type, createApp } from '@typhoon/core';
import t from 'tap';
import { documentOf } from './fixtures/documents.js';

class Item extends Model({ id: Type.Integer() }) {}

const FileLost = HttpError.define({ status: 404, code: 'file_lost', title: 'File lost' });

const FILES = t.testdir({ 'a.txt': '0123456789' });

@Controller('/items', { etag: 'strong' })
class ItemsController {
  @Get('/', { response: Item })
  read(): Item {
    return { id: 1 };
  }

  @Get('/own', { response: Item, responses: { 304: { description: 'As you have it' } }, responseHeaders: { ETag: { schema: Type.String({ maxLength: 9 }) } } })
  own(@Header('If-None-Match', Type.Optional(Type.String())) _tag: string | undefined): Item {
    return { id: 1 };
  }

  @Get('/lower', { response: Item, responseHeaders: { etag: { schema: Type.String({ maxLength: 9 }) } } })
  lower(): Item {
    return { id: 1 };
  }

  @Get('/off', { response: Item, etag: false })
  off(): Item {
    return { id: 1 };
  }

  @Post('/', { response: Item })
  create(): Item {
    return { id: 1 };
  }
}

@Controller('/files')
class FilesController {
  @Get('/text', { response: Text })
  text(): string {
    return 'text';
  }

  @Get('/:name', { response: FileDownload('text/plain') })
  read(@Path('name', Type.String()) name: string) {
    return { root: FILES, path: name };
  }

  @Get('/lost/:name', { response: FileDownload, throws: [FileLost] })
  lost(@Path('name', Type.String()) _name: string): never {
    throw new FileLost();
  }
}

interface Operation {
  readonly parameters: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, object>>;
}

t.test('shows the tag, its condition, 304 and 412 where a route sends tags', async (t) => {
  const { paths, components } = await documentOf(t, [ItemsController]);
  t.match(paths['/items']?.['get'], {
    parameters: [{ name: 'if-none-match', in: 'header', required: false }],
    responses: {
      200: { headers: { ETag: { schema: { type: 'string' } } } },
      304: { $ref: '#/components/responses/NotModified' },
      412: { $ref: '#/components/responses/PreconditionFailed' },
    },
  });
  t.match(components?.responses, { NotModified: { headers: { ETag: {} } }, PreconditionFailed: { content: { 'application/problem+json': {} } } });
});

t.test('lets stand what the route says itself', async (t) => {
  const { paths } = await documentOf(t, [ItemsController]);
  const own = paths['/items/own']?.['get'] as Operation;
  t.equal(own.parameters.length, 1);
  t.match(own.responses, { 200: { headers: { ETag: { schema: { maxLength: 9 } } } }, 304: { description: 'As you have it' } });
  const lower = paths['/items/lower']?.['get'] as Operation;
  t.match(lower.responses, { 200: { headers: { etag: { schema: { maxLength: 9 } }, ETag: undefined } } }, 'names of headers have no case');
});

t.test('adds nothing where no tag is sent', async (t) => {
  const { paths } = await documentOf(t, [ItemsController]);
  for (const operation of [paths['/items/off']?.['get'], paths['/items']?.['post']]) t.notMatch(operation, { responses: { 304: {} } });
});

t.test('shows what a file is answered with beside 200', async (t) => {
  const { paths, components } = await documentOf(t, [FilesController]);
  const read = paths['/files/{name}']?.['get'] as Operation;
  t.strictSame(
    read.parameters.map(({ name }) => name),
    ['name', 'range', 'if-none-match'],
  );
  t.strictSame(Object.keys(read.responses), ['200', '206', '304', '404', '406', '412', '416', '422']);
  t.match(read.responses, {
    206: { headers: { 'Content-Range': {} }, content: { 'text/plain': {} } },
    416: { $ref: '#/components/responses/RangeNotSatisfiable' },
  });
  t.match(components?.responses?.['RangeNotSatisfiable'], { headers: { 'Content-Range': {} } });
  const lost = paths['/files/lost/{name}']?.['get'] as Operation;
  t.strictSame(lost.responses['404'], { $ref: '#/components/responses/FileLost' }, 'a declared error of the status stands for all');
});

t.test('documents what the server answers', async (t) => {
  const controllers = [ItemsController, FilesController];
  const app = createApp({ controllers, server: { logger: false } });
  t.teardown(() => app.close());
  const { paths } = await documentOf(t, controllers);
  const rows: readonly [url: string, template: string, headers: Readonly<Record<string, string>>, want: number][] = [
    ['/items', '/items', { 'if-none-match': '*' }, 304],
    ['/items', '/items', { 'if-match': '"other"' }, 412],
    ['/files/text', '/files/text', { accept: 'image/png' }, 406],
    ['/files/a.txt', '/files/{name}', {}, 200],
    ['/files/a.txt', '/files/{name}', { range: 'bytes=2-3' }, 206],
    ['/files/a.txt', '/files/{name}', { 'if-none-match': '*' }, 304],
    ['/files/b.txt', '/files/{name}', {}, 404],
    ['/files/a.txt', '/files/{name}', { accept: 'application/json' }, 406],
    ['/files/a.txt', '/files/{name}', { 'if-match': '"other"' }, 412],
    ['/files/a.txt', '/files/{name}', { range: 'bytes=99-' }, 416],
  ];
  for (const [url, template, headers, want] of rows) {
    const { statusCode } = await app.inject({ url, headers });
    t.equal(statusCode, want, `${url} ${JSON.stringify(headers)}`);
    t.ok((paths[template]?.['get'] as Operation).responses[statusCode], `${String(statusCode)} of ${url} is documented`);
  }
});

t.test('says of JSON routes nothing that holds for all of them', async (t) => {
  const { paths } = await documentOf(t, [ItemsController]);
  t.notOk('406' in (paths['/items']?.['get'] as Operation).responses);
});
