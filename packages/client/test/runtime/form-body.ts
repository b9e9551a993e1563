import t from 'tap';
import { form, multipart } from '#src/runtime/form-body.js';
import { writeBody } from '#src/runtime/request-body.js';
import type { BodyDefinition } from '#src/runtime/operation-definition.js';

function write(body: unknown, definition: BodyDefinition) {
  const headers = new Headers();
  return { body: writeBody({ body }, [definition], headers), type: headers.get('content-type') };
}

t.test('writes forms, by the encoding of each property', async (t) => {
  const value = { name: 'a&b', tags: ['x', 'y'], address: { city: 'Köln' }, gone: undefined, price: { from: 1, to: 2 } };
  const encoding = { tags: { explode: false }, price: { deep: true, explode: true } } as const;
  t.strictSame(write(value, form('application/x-www-form-urlencoded', encoding)), {
    body: 'name=a%26b&tags=x,y&address=%7B%22city%22%3A%22K%C3%B6ln%22%7D&price%5Bfrom%5D=1&price%5Bto%5D=2',
    type: 'application/x-www-form-urlencoded',
  });
  t.equal(write({ tags: ['x', 'y'] }, form('application/x-www-form-urlencoded')).body, 'tags=x&tags=y');
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
  const encoding = { bytes: { content: 'image/gif' }, typed: { content: 'application/json' }, blob: {} };
  const { body, type } = write(value, multipart('multipart/form-data', encoding));
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
    ['typed', 'typed', 'application/json', '{"a":5}'],
  ]);
});
