import t from 'tap';
import { Controller, Depends, EventStream, Get, JsonLines, Model, Text, Type, lastEventId } from '@typhoon/core';
import type { OpenApiDocument } from '#src/document.js';
import { documentOf } from './fixtures/documents.js';
import type { Json } from './fixtures/documents.js';

class Tick extends Model({ number: Type.Integer() }) {}
class Member extends Model({ name: Type.String() }) {}

@Controller('/')
class StreamsController {
  @Get('/ticks', { response: EventStream(Tick), examples: { one: { value: 'data: {"number":1}\n\n' } } })
  async *ticks(@Depends(lastEventId) _last: string | undefined) {
    yield { number: 1 };
  }

  @Get('/room', { response: EventStream({ joined: Member, said: Text }) })
  async *room(): AsyncGenerator<never> {}

  @Get('/text', { response: EventStream(Text) })
  async *text() {
    yield 'text';
  }

  @Get('/lines', { response: JsonLines(Tick) })
  async *lines() {
    yield { number: 1 };
  }

  @Get('/ndjson', { status: 202, response: JsonLines(Type.Array(Type.Integer()), { mediaType: 'application/x-ndjson' }) })
  async *ndjson(): AsyncGenerator<number[]> {}
}

function contentOf(document: OpenApiDocument & Json, path: string, status = 200): Json {
  return (document.paths[path] as Json)['get'].responses[status].content as Json;
}

const JSON_TICK = { type: 'string', contentMediaType: 'application/json', contentSchema: { $ref: '#/components/schemas/Tick' } };

t.test('describes items where OpenAPI has a word for them', async (t) => {
  const document = await documentOf(t, [StreamsController], { openapi: '3.2' });
  t.strictSame(contentOf(document, '/lines'), { 'application/jsonl': { itemSchema: { $ref: '#/components/schemas/Tick' } } });
  t.strictSame(contentOf(document, '/ndjson', 202), { 'application/x-ndjson': { itemSchema: { type: 'array', items: { type: 'integer' } } } });
  t.match(contentOf(document, '/ticks'), {
    'text/event-stream': { itemSchema: { type: 'object', required: ['data'], properties: { event: { type: 'string' }, data: JSON_TICK } } },
  });
  t.match(contentOf(document, '/text'), { 'text/event-stream': { itemSchema: { properties: { data: { type: 'string' } } } } });
  t.match(contentOf(document, '/room'), {
    'text/event-stream': {
      itemSchema: {
        oneOf: [
          { required: ['event', 'data'], properties: { event: { const: 'joined' }, data: { contentSchema: { $ref: '#/components/schemas/Member' } } } },
          { properties: { event: { const: 'said' }, data: { type: 'string' } } },
        ],
      },
    },
  });
});

t.test('says in OpenAPI 3.1 that the body is text, and by JSON Schema what that text means', async (t) => {
  const [newer, older] = [await documentOf(t, [StreamsController], { openapi: '3.2' }), await documentOf(t, [StreamsController])];
  for (const [path, type, status] of [
    ['/ticks', 'text/event-stream', 200],
    ['/room', 'text/event-stream', 200],
    ['/lines', 'application/jsonl', 200],
    ['/ndjson', 'application/x-ndjson', 202],
  ] as const) {
    const media = contentOf(older, path, status)[type] as Json;
    const items: unknown = contentOf(newer, path, status)[type].itemSchema;
    t.strictSame(media['schema'], { type: 'string', contentMediaType: type, contentSchema: { type: 'array', items } }, path);
    t.equal(media['itemSchema'], undefined, path);
  }
  t.strictSame(
    Object.keys(older.components?.schemas ?? {}).filter((name) => ['Tick', 'Member'].includes(name)),
    ['Member', 'Tick'],
  );
});

t.test('shows the header of clients that come back, and examples of the body', async (t) => {
  const document = await documentOf(t, [StreamsController]);
  t.match((document.paths['/ticks'] as Json)['get'].parameters, [{ name: 'last-event-id', in: 'header', required: false, description: /when they come back/ }]);
  t.match(contentOf(document, '/ticks')['text/event-stream'].examples, { one: { value: 'data: {"number":1}\n\n' } });
});
