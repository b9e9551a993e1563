import t from 'tap';
import { isJson, writeBody } from '#src/runtime/request-body.js';
import type { BodyDefinition } from '#src/runtime/operation-definition.js';

function write(value: unknown, definition: BodyDefinition, given: Record<string, string> = {}) {
  const headers = new Headers(given);
  const body = writeBody(value, definition, headers);
  return { body, type: headers.get('content-type') };
}

t.test('writes JSON and what is built on it', async (t) => {
  t.strictSame(write({ a: [1] }, 'application/json'), { body: '{"a":[1]}', type: 'application/json' });
  t.strictSame(write('text', 'application/merge-patch+json'), { body: '"text"', type: 'application/merge-patch+json' });
  t.strictSame(write(null, 'application/json').body, 'null');
  t.strictSame(['application/json; charset=utf-8', 'application/jsonl', 'text/json5'].map(isJson), [true, false, false]);
});

t.test('writes forms, by the encoding of each property', async (t) => {
  const value = { name: 'a&b', tags: ['x', 'y'], address: { city: 'Köln' }, gone: undefined, price: { from: 1, to: 2 } };
  const encoding = { tags: { style: 'form', explode: false }, price: { style: 'deepObject' } } as const;
  t.strictSame(write(value, { type: 'application/x-www-form-urlencoded', encoding }), {
    body: 'name=a%26b&tags=x,y&address=%7B%22city%22%3A%22K%C3%B6ln%22%7D&price%5Bfrom%5D=1&price%5Bto%5D=2',
    type: 'application/x-www-form-urlencoded',
  });
  t.equal(write({ tags: ['x', 'y'] }, 'application/x-www-form-urlencoded').body, 'tags=x&tags=y');
});

t.test('writes multipart with files of every kind, and leaves the boundary to fetch', async (t) => {
  const value = {
    title: 'Pen',
    tags: ['a', 'b'],
    meta: { a: 1 },
    blob: new Blob(['1'], { type: 'image/png' }),
    file: new File(['2'], 'two.txt', { type: 'text/plain' }),
    named: { data: new Uint8Array([51]), filename: 'three.bin', type: 'application/x-three' },
    bytes: new Uint8Array([52]),
    typed: { a: 5 },
    gone: undefined,
  };
  const encoding = { bytes: { contentType: 'image/gif' }, typed: { contentType: 'application/json' }, blob: { contentType: 'image/png, image/jpeg' } };
  const { body, type } = write(value, { type: 'multipart/form-data', encoding });
  t.equal(type, null);
  const parts = await Promise.all(
    [...(body as FormData)].map(async ([name, part]) => (typeof part === 'string' ? [name, part] : [name, part.name, part.type, await part.text()])),
  );
  t.strictSame(parts, [
    ['title', 'Pen'],
    ['tags', 'a'],
    ['tags', 'b'],
    ['meta', '{"a":1}'],
    ['blob', 'blob', 'image/png', '1'],
    ['file', 'two.txt', 'text/plain', '2'],
    ['named', 'three.bin', 'application/x-three', '3'],
    ['bytes', 'bytes', 'image/gif', '4'],
    ['typed', 'blob', 'application/json', '{"a":5}'],
  ]);
});

t.test('hands over as it is what fetch takes itself, and texts', async (t) => {
  const blob = new Blob(['1'], { type: 'image/png' });
  t.strictSame(write(blob, 'application/octet-stream'), { body: blob, type: 'application/octet-stream' });
  t.strictSame(write(blob, '*/*'), { body: blob, type: null });
  const form = new FormData();
  t.strictSame(write(form, 'multipart/form-data'), { body: form, type: null });
  t.strictSame(write('a,b', 'text/csv'), { body: 'a,b', type: 'text/csv' });
  t.strictSame(write(3, 'text/plain'), { body: '3', type: 'text/plain' });
});

t.test('goes by the media type that the caller has put into the headers', async (t) => {
  t.strictSame(write({ a: 1 }, 'application/json', { 'content-type': 'application/x-www-form-urlencoded' }), {
    body: 'a=1',
    type: 'application/x-www-form-urlencoded',
  });
});
