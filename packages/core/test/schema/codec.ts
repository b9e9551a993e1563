import t from 'tap';
import { codecOf } from '#src/schema/codec.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';

const rows: [string, { schema: TSchema; value: unknown; json: unknown; not: unknown; undecodable?: unknown }][] = [
  ['DateTime', { schema: Type.DateTime(), value: new Date(0), json: '1970-01-01T00:00:00.000Z', not: new Date(NaN), undecodable: 'x' }],
  ['Date', { schema: Type.Date(), value: new Date(0), json: '1970-01-01T00:00:00.000Z', not: '1970' }],
  ['BigInt', { schema: Type.BigInt(), value: 9007199254740993n, json: '9007199254740993', not: 5 }],
  ['Uint8Array', { schema: Type.Uint8Array(), value: new Uint8Array([255, 0]), json: '/wA=', not: [255], undecodable: '/wA' }],
  ['Url', { schema: Type.Url(), value: new URL('https://a.example/b'), json: 'https://a.example/b', not: 'https://a.example', undecodable: 'x' }],
  ['Set', { schema: Type.Set(Type.Integer()), value: new Set([1, 2]), json: [1, 2], not: [1] }],
  ['Map', { schema: Type.Map(Type.Integer()), value: new Map([['a', 1]]), json: { a: 1 }, not: { a: 1 } }],
];

t.test('there and back again', async (t) => {
  for (const [name, { schema, value, json, not, undecodable }] of rows) {
    const codec = codecOf(schema);
    t.ok(codec, name);
    if (codec === undefined) continue;
    t.ok(codec.is(value), name);
    t.notOk(codec.is(not), name);
    t.strictSame(JSON.parse(JSON.stringify(codec.encode(value as never))), json, name);
    t.strictSame(codec.decode(json as never), value, name);
    if (undecodable !== undefined) t.equal(codec.decode(undecodable as never), undefined, name);
  }
});

t.test('other schemas have none', async (t) => {
  for (const schema of [Type.String(), Type.Object({}), Type.Unsafe({ type: 'string', format: 'date-time' })]) t.equal(codecOf(schema), undefined);
});
