import { Controller, Get, Header, Model, Post, Type } from '@typhoon/core';
import t from 'tap';
import { documentOf } from './fixtures/documents.js';

class Item extends Model({ id: Type.Integer() }) {}

@Controller('/items', { etag: 'strong' })
class ItemsController {
  @Get('/', { response: Item })
  read(): Item {
    return { id: 1 };
  }

  @Get('/own', { response: Item, responses: { 304: { description: 'As you have it' } }, responseHeaders: { ETag: { schema: Type.String({ maxLength: 9 }) } } })
  own(@Header('If-None-Match', Type.String()) _tag: string): Item {
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

t.test('shows the tag, the condition and 304 where a route sends tags', async (t) => {
  const { paths } = await documentOf(t, [ItemsController]);
  t.match(paths['/items']?.['get'], {
    parameters: [{ name: 'if-none-match', in: 'header', required: false }],
    responses: { 200: { headers: { ETag: { schema: { type: 'string' } } } }, 304: { headers: { ETag: {} } } },
  });
});

t.test('lets stand what the route says itself', async (t) => {
  const { paths } = await documentOf(t, [ItemsController]);
  const own = paths['/items/own']?.['get'] as { parameters: unknown[]; responses: unknown };
  t.equal(own.parameters.length, 1);
  t.match(own.responses, { 200: { headers: { ETag: { schema: { maxLength: 9 } } } }, 304: { description: 'As you have it' } });
});

t.test('adds nothing where no tag is sent', async (t) => {
  const { paths } = await documentOf(t, [ItemsController]);
  for (const operation of [paths['/items/off']?.['get'], paths['/items']?.['post']]) t.notMatch(operation, { responses: { 304: {} } });
});
