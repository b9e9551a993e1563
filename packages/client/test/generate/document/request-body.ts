import t from 'tap';
import { moduleOf } from '../../fixtures/generated.js';

const OBJECT = { type: 'object', properties: { a: { type: 'string' }, file: { type: 'string', format: 'binary' } } };

function withBody(content: object, required = true): Promise<string> {
  return moduleOf({ requestBody: { required, content } }, { method: 'post' });
}

t.test('of several media types the one that is easiest to send is sent', async (t) => {
  const text = await withBody({ 'application/xml': { schema: OBJECT }, 'application/json': { schema: { type: 'integer' } } }, false);
  t.match(text, '/** Sent as `application/json`. */\n  body?: number | undefined;');
  t.match(text, "body: 'application/json',");
});

t.test('bodies have the type that the run time can send', async (t) => {
  t.match(await withBody({ 'application/octet-stream': { schema: { type: 'string' } } }), 'body: BinaryBody;');
  t.match(await withBody({ 'text/plain': { schema: { type: 'integer' } } }), 'body: string;');
  t.match(await withBody({ 'application/json': {} }), 'body: unknown;');
  t.match(await withBody({ 'multipart/form-data': { schema: OBJECT } }), 'file?: Blob | FileInput;');
  t.match(await withBody({ 'application/x-ndjson': { itemSchema: { type: 'integer' } } }), 'body: number[];');
});

t.test('how the parts of a form are written is handed on', async (t) => {
  const encoding = { a: { style: 'spaceDelimited', explode: false }, file: { contentType: 'image/png' }, none: {} };
  t.match(
    await withBody({ 'multipart/form-data': { schema: OBJECT, encoding } }),
    "a: { style: 'spaceDelimited', explode: false }, file: { contentType: 'image/png' }",
  );
});

t.test('a body without content is none', async (t) => {
  t.notMatch(await withBody({}), 'body');
});
