import t from 'tap';
import { moduleOf } from '../../fixtures/generated.js';

const OBJECT = { type: 'object', properties: { a: { type: 'string' }, file: { type: 'string', format: 'binary' } } };

function withBody(content: object, required = true): Promise<string> {
  return moduleOf({ requestBody: { required, content } }, { method: 'post' });
}

t.test('of several media types the input says which, unless it is the usual one', async (t) => {
  const text = await withBody({ 'application/xml': { schema: OBJECT }, 'application/json': { schema: { type: 'integer' } } }, false);
  t.match(text, "| {\n      body?: number | undefined;\n      contentType?: 'application/json' | undefined;\n    }");
  t.match(text, "| {\n      body?: string | undefined;\n      contentType: 'application/xml';\n    };");
  t.match(text, "body: [{ type: 'application/json' }, { type: 'application/xml' }],");
});

t.test('media types that are written alike are one, and wildcards are none beside others', async (t) => {
  const media = { schema: { type: 'integer' } };
  t.match(await withBody({ 'text/json': media, 'application/json': media, '*/*': media }), "body: [{ type: 'text/json' }],");
  t.match(await withBody({ '*/*': media }), "body: [{ type: '*/*' }],");
});

t.test('a form beside JSON has files', async (t) => {
  const text = await withBody({ 'application/json': { schema: OBJECT }, 'multipart/form-data': { schema: OBJECT } });
  t.match(text, "body: [{ type: 'application/json' }, multipart('multipart/form-data')],");
  t.match(text, /contentType\?: 'application\/json'[^|]*\| undefined;[^]*file\?: Blob \| FileInput;/);
  t.match(text, /import \{[^}]*multipart/);
});

t.test('bodies have the type that the run time can send', async (t) => {
  t.match(await withBody({ 'application/octet-stream': { schema: { type: 'string' } } }), 'body: BinaryBody;');
  t.match(await withBody({ 'text/plain': { schema: { type: 'integer' } } }), 'body: string;');
  t.match(await withBody({ 'application/json': {} }), 'body: unknown;');
  t.match(await withBody({ 'multipart/form-data': { schema: OBJECT } }), 'file?: Blob | FileInput;');
  t.match(await withBody({ 'application/x-ndjson': { itemSchema: { type: 'integer' } } }), 'body: number[];');
});

t.test('how the parts of a form are written is handed on', async (t) => {
  const encoding = {
    a: { style: 'spaceDelimited', explode: false, contentType: 'text/plain' },
    b: { explode: true },
    file: { contentType: 'image/png' },
    any: { contentType: 'image/png, image/jpeg' },
    none: {},
  };
  t.match(
    await withBody({ 'application/x-www-form-urlencoded': { schema: OBJECT, encoding } }),
    /a: \{ join: '%20', explode: false \},\s+b: \{ explode: true \},\s+file: \{ content: 'image\/png' \},\s+\}/,
  );
  t.match(
    await withBody({ 'multipart/form-data': { schema: OBJECT, encoding } }),
    /\{\s*a: \{ content: 'text\/plain' \},\s+file: \{ content: 'image\/png' \},?\s*\}/,
  );
});

t.test('a body without content is none', async (t) => {
  t.notMatch(await withBody({}), 'body');
});
