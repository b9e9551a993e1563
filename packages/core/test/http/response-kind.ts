import t from 'tap';
import { FileDownload } from '#src/http/file-download.js';
import { createResponseKind, formatKind, isResponseLike, jsonResponse, toResponseKind } from '#src/http/response-kind.js';
import type { InferResponse } from '#src/http/response-kind.js';
import { Text } from '#src/http/text.js';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';

class Item extends Model({ id: Type.Integer() }) {}

t.test('stands for JSON where a schema or a model is given', (t) => {
  for (const given of [Item, Item.schema]) {
    t.match(toResponseKind(given), { name: 'json', mediaType: 'application/json', status: 200 });
    t.equal(toResponseKind(given).schema, Item.schema);
  }
  t.equal(toResponseKind(Text), Text);
  t.equal(jsonResponse(Item).toPayload, undefined);
  t.end();
});

t.test('tells what may stand for a response', (t) => {
  const kind = createResponseKind({ name: 'x', mediaType: undefined, schema: undefined, status: 200, toPayload: () => undefined });
  const rows = [
    [kind, true],
    [Text, true],
    [FileDownload, true],
    [FileDownload('image/png'), true],
    [Item, true],
    [Type.String(), true],
    [{ type: 'string' }, false],
    [String, false],
    [null, false],
    [undefined, false],
    ['text', false],
  ] as const;
  for (const [value, isLike] of rows) t.equal(isResponseLike(value), isLike, formatKind(value));
  t.end();
});

t.test('says what a value is without showing it', (t) => {
  class Cat {}
  const rows = [
    [undefined, 'undefined'],
    [null, 'null'],
    ['secret', 'a string'],
    [1, 'a number'],
    [1n, 'a bigint'],
    [() => 1, 'a function'],
    [[1], 'a list'],
    [{ a: 1 }, 'an object'],
    [Object.create(null), 'an object'],
    [new Map(), 'an instance of Map'],
    [new Cat(), 'an instance of Cat'],
    [{ constructor: 1 }, 'an object'],
  ] as const;
  for (const [value, want] of rows) t.equal(formatKind(value), want);
  t.end();
});

t.test('types what a handler may return', (t) => {
  const text: InferResponse<typeof Text> = 'text';
  const item: InferResponse<typeof Item> = { id: 1 };
  const file: InferResponse<typeof FileDownload> = { root: '/a', path: 'b' };
  // @ts-expect-error a number is no text
  const wrong: InferResponse<typeof Text> = 1;
  t.ok([text, item, file, wrong]);
  t.end();
});
