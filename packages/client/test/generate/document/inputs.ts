import t from 'tap';
import { moduleOf } from '../../fixtures/generated.js';

const TEXT = { type: 'string' };

t.test('parameters become properties of the input, and the run time is told where they go', async (t) => {
  const text = await moduleOf(
    {
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
        { name: 'q', in: 'query', description: 'What to look for.', schema: TEXT, deprecated: true },
        { name: 'x-trace', in: 'header', required: true, schema: TEXT },
        { name: 'session', in: 'cookie', schema: TEXT },
        { name: 'theme', in: 'cookie', style: 'cookie', schema: { type: 'array', items: TEXT } },
        { name: 'filter', in: 'query', style: 'deepObject', explode: true, schema: { type: 'object', properties: { a: TEXT } } },
        { name: 'ids', in: 'query', explode: false, allowReserved: true, schema: { type: 'array', items: TEXT } },
        { name: 'tags', in: 'query', style: 'form', explode: true, schema: { type: 'array', items: TEXT } },
        { name: 'at', in: 'query', content: { 'application/json': { schema: { type: 'object', properties: { x: { type: 'number' } } } } } },
        { name: 'Content-Type', in: 'header', schema: TEXT },
        { name: 'nowhere', in: 'body', schema: TEXT },
        { in: 'query', schema: TEXT },
      ],
    },
    { path: '/things/{id}' },
  );
  t.match(
    text,
    "  id: number;\n  /**\n   * What to look for.\n   *\n   * @deprecated\n   */\n  q?: string | undefined;\n  'x-trace': string;\n  session?: string | undefined;",
  );
  t.match(text, "id: 'path',");
  t.match(text, "'x-trace': 'header',");
  t.match(text, "theme: { in: 'cookie', encode: String },");
  t.match(text, "filter: { in: 'query', deep: true },");
  t.match(text, "ids: { in: 'query', encode: encodeReserved, explode: false },");
  t.match(text, "import { encodeReserved, operation } from '@typhoon/client';");
  t.match(text, "tags: 'query',");
  t.match(text, "at: { in: 'query', content: 'application/json' },");
  t.notMatch(text, /content-type|nowhere/i);
});

t.test('a name used in several places stays with the first, others get theirs before it; the body keeps its own', async (t) => {
  const parameters = [
    { name: 'id', in: 'cookie', schema: TEXT },
    { name: 'id', in: 'query', schema: TEXT },
    { name: 'id', in: 'path', required: true, schema: TEXT },
    { name: 'body', in: 'query', schema: TEXT },
    { name: 'queryId', in: 'path', required: true, schema: TEXT },
  ];
  const text = await moduleOf({ parameters, requestBody: { content: { 'application/json': { schema: TEXT } } } }, { path: '/things/{id}/{queryId}' });
  t.match(text, "id: 'path'");
  t.match(text, "queryId_: { in: 'query', name: 'id' }");
  t.match(text, "cookieId: { in: 'cookie', name: 'id' }");
  t.match(text, "queryBody: { in: 'query', name: 'body' }");
  t.match(text, "queryId: 'path'");
});

t.test('the parameters of an operation have the last word over those of its path', async (t) => {
  const text = await moduleOf({ parameters: [{ name: 'a', in: 'query', schema: { type: 'integer' } }] });
  t.match(text, 'a?: number | undefined;');
});
