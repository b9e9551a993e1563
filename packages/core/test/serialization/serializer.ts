import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { SerializationError } from '#src/serialization/serialization-error.js';
import { compileSerializer } from '#src/serialization/serializer.js';
import { anyCase, toDraft2020, withUndeclared } from '../fixtures/serializable.js';

type Row = readonly [name: string, schema: TSchema, given: unknown, want: string];
type Refusal = readonly [name: string, schema: TSchema, given: unknown, path: string, expected: string, found: string];

function testRows(name: string, rows: readonly Row[]): void {
  t.test(name, async (t) => {
    for (const [row, schema, given, want] of rows) {
      t.equal(compileSerializer(schema)(given), want, row);
      JSON.parse(want);
    }
  });
}

function testRefusals(name: string, rows: readonly Refusal[]): void {
  t.test(name, async (t) => {
    for (const [row, schema, given, path, expected, found] of rows) {
      t.throws(() => compileSerializer(schema)(given), { name: 'SerializationError', path, expected, found }, row);
    }
  });
}

/** A schema in plain JSON Schema, as hand-written ones are. */
function json(schema: object): TSchema {
  return Type.Unsafe(schema);
}

class Account {
  readonly #name = 'Ada';
  readonly secret = 'x';
  get name(): string {
    return this.#name;
  }
}

class Id {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toJSON(): string {
    return this.text;
  }
}

class Person {
  readonly password = 'x';
  toJSON(): object {
    return { name: 'Ada', age: 36 };
  }
}

const Name = Type.Object({ name: Type.String() });
const when = new Date('2026-01-02T03:04:05.678Z');
const Cat = Type.Object({ kind: Type.Literal('cat'), lives: Type.Integer() });
const Dog = Type.Object({ kind: Type.Literal('dog'), name: Type.String() });

testRows('writes scalars', [
  ['text', Type.String(), 'a"b\\c\n', '"a\\"b\\\\c\\n"'],
  ['a lone surrogate', Type.String(), 'a\ud800', '"a\\ud800"'],
  ['a pair of surrogates', Type.String(), '🔑', '"🔑"'],
  ['long text that needs escapes', Type.String(), `${'x'.repeat(100)}\u0001`, `"${'x'.repeat(100)}\\u0001"`],
  ['very long text', Type.String(), 'x'.repeat(6_000), `"${'x'.repeat(6_000)}"`],
  ['an integer', Type.Integer(), 1e21, '1e+21'],
  ['minus zero', Type.Number(), -0, '0'],
  ['a bigint for an integer', Type.Integer(), 2n ** 64n, '18446744073709551616'],
  ['a bigint for a number', Type.Number(), 5n, '5'],
  ['false', Type.Boolean(), false, 'false'],
  ['null', Type.Null(), null, 'null'],
  ['a constant', Type.Literal('a"b'), 'a"b', '"a\\"b"'],
  ['an enum', Type.Enum({ a: 'x', b: 2 }), 2, '2'],
  ['an object among the constants', json({ enum: [{ a: [1] }, null] }), { a: [1] }, '{"a":[1]}'],
  ['a list of types', json({ type: ['integer', 'null'] }), null, 'null'],
]);

testRows('writes dates, addresses and ids where text is declared', [
  ['a date-time', Type.String({ format: 'date-time' }), when, '"2026-01-02T03:04:05.678Z"'],
  ['a date, in UTC', Type.String({ format: 'date' }), when, '"2026-01-02"'],
  ['a time, in UTC', Type.String({ format: 'time' }), when, '"03:04:05.678Z"'],
  ['a date without a format', Type.String(), when, '"2026-01-02T03:04:05.678Z"'],
  ['a URL', Type.String({ format: 'uri' }), new URL('https://example.org/?q="a"'), '"https://example.org/?q=%22a%22"'],
  ['a class that is text in JSON', Type.String(), new Id('a"1'), '"a\\"1"'],
]);

testRows('writes what JSON lacks by its codec', [
  ['Type.Date', Type.Date(), when, '"2026-01-02T03:04:05.678Z"'],
  ['Type.DateTime', Type.DateTime(), when, '"2026-01-02T03:04:05.678Z"'],
  ['a date that is text already', Type.DateTime(), '2026-01-02T03:04:05Z', '"2026-01-02T03:04:05.000Z"'],
  ['Type.BigInt', Type.BigInt(), -5n, '"-5"'],
  ['Type.Uint8Array', Type.Uint8Array(), new Uint8Array([1, 2, 3]), '"AQID"'],
  ['Type.Url', Type.Url(), new URL('https://example.org/'), '"https://example.org/"'],
  ['Type.Set, filtered', Type.Set(Name), new Set([{ name: 'a', secret: 1 }]), '[{"name":"a"}]'],
  ['Type.Map, filtered', Type.Map(Name), new Map([['__proto__', { name: 'a', secret: 1 }]]), '{"__proto__":{"name":"a"}}'],
  ['a date inside a set', Type.Set(Type.DateTime()), new Set([when]), '["2026-01-02T03:04:05.678Z"]'],
  ['a codec or null', Type.Union([Type.BigInt(), Type.Null()]), 1n, '"1"'],
  ['a codec or null, null', Type.Union([Type.BigInt(), Type.Null()]), null, 'null'],
  ['two codecs', Type.Union([Type.DateTime(), Type.Url()]), new URL('https://example.org/'), '"https://example.org/"'],
  ['a codec or text', Type.Union([Type.String(), Type.DateTime()]), when, '"2026-01-02T03:04:05.678Z"'],
]);

testRows('writes objects by their declared members', [
  ['undeclared members', Name, { secret: 1, name: 'a' }, '{"name":"a"}'],
  ['no members', Type.Object({}), { secret: 1 }, '{}'],
  [
    'in the order of declaration',
    Type.Object({ b: Type.Optional(Type.Integer()), a: Type.Integer(), c: Type.Integer() }),
    { a: 1, b: 2, c: 3 },
    '{"b":2,"a":1,"c":3}',
  ],
  ['an absent optional first member', Type.Object({ b: Type.Optional(Type.String()), a: Type.String() }), { a: 'x' }, '{"a":"x"}'],
  ['an absent optional last member', Type.Object({ a: Type.String(), b: Type.Optional(Type.String()) }), { a: 'x', b: undefined }, '{"a":"x"}'],
  ['optional texts', Type.Object({ a: Type.Optional(Type.String()), b: Type.Optional(Type.String()) }), { b: 'x' }, '{"b":"x"}'],
  ['a member that may be undefined', Type.Object({ a: Type.Union([Type.String(), Type.Undefined()]), b: Type.Integer() }), { a: undefined, b: 1 }, '{"b":1}'],
  [
    'nullable members',
    Type.Object({ a: Type.Union([Type.String(), Type.Null()]), b: Type.Union([Name, Type.Null()]) }),
    { a: null, b: null },
    '{"a":null,"b":null}',
  ],
  ['getters of a class', Name, new Account(), '{"name":"Ada"}'],
  ['a class with toJSON', Name, new Person(), '{"name":"Ada"}'],
  ['a null prototype', Type.Object({ a: Type.Optional(Type.Integer()) }), Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
  ['names that every object inherits', Type.Object({ constructor: Type.Optional(Type.String()), toString: Type.Optional(Type.String()) }), {}, '{}'],
  [
    'names that every object inherits, own',
    Type.Object({ constructor: Type.Optional(Type.String()) }),
    JSON.parse('{"constructor":"x"}'),
    '{"constructor":"x"}',
  ],
  [
    '__proto__ as a member',
    json({ type: 'object', properties: JSON.parse('{"__proto__":{"type":"integer"}}') as object }),
    JSON.parse('{"__proto__":1,"a":2}'),
    '{"__proto__":1}',
  ],
  ['names that need escapes', Type.Object({ 'a"b\u2028': Type.Integer() }), { 'a"b\u2028': 1 }, '{"a\\"b\u2028":1}'],
  ['a type that only the keywords tell', json({ properties: { a: { type: 'integer' } } }), { a: 1, b: 2 }, '{"a":1}'],
  ['a name that is only required', json({ type: 'object', properties: { c: {} }, required: ['a'] }), { a: 1, b: 2 }, '{"a":1}'],
  ['an object of no shape', json({ type: 'object', required: ['a'] }), { a: 1, b: 2 }, '{"a":1,"b":2}'],
  ['a tuple among others', json({ allOf: [{ prefixItems: [{}] }, { items: { type: 'integer' } }] }), [1, 2], '[1,2]'],
]);

testRows('keeps keys only where they are declared', [
  ['additionalProperties: true', Type.Object({ a: Type.Integer() }, { additionalProperties: true }), { a: 1, b: [1n] }, '{"a":1,"b":["1"]}'],
  ['additionalProperties: false', Type.Object({ a: Type.Integer() }, { additionalProperties: false }), { a: 1, b: 2 }, '{"a":1}'],
  [
    'additionalProperties with a schema',
    Type.Object({ a: Type.Integer() }, { additionalProperties: Name }),
    { b: { name: 'x', secret: 1 }, a: 1 },
    '{"a":1,"b":{"name":"x"}}',
  ],
  ['a record', Type.Record(Type.String(), Name), { 'line\nbreak': { name: 'x', secret: 1 }, b: undefined }, '{"line\\nbreak":{"name":"x"}}'],
  ['a record of numbered keys', Type.Record(Type.Integer(), Type.String()), { 1: 'a', x: 'secret' }, '{"1":"a"}'],
  ['a record of named keys', Type.Record(Type.Union([Type.Literal('a'), Type.Literal('b')]), Type.String()), { b: 'x', a: 'y', c: 'z' }, '{"a":"y","b":"x"}'],
  [
    'patternProperties',
    json({ type: 'object', patternProperties: { '^x-': { type: 'string' }, '^y-': {} } }),
    { 'x-a': 'a', 'y-a': [1], z: 1 },
    '{"x-a":"a","y-a":[1]}',
  ],
  ['own __proto__ in a record', Type.Record(Type.String(), Type.Integer()), JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
]);

testRows('writes lists and tuples by their items', [
  ['a list of objects', Type.Array(Name), [{ name: 'a', secret: 1 }, { name: 'b' }], '[{"name":"a"},{"name":"b"}]'],
  ['a list of texts', Type.Array(Type.String()), ['a', '"', 'c'], '["a","\\"","c"]'],
  ['a long list of texts', Type.Array(Type.String()), Array.from({ length: 100 }, () => '"'), `[${Array.from({ length: 100 }, () => '"\\""').join()}]`],
  [
    'a long list of dates',
    Type.Array(Type.String()),
    Array.from({ length: 70 }, () => when),
    `[${Array.from({ length: 70 }, () => JSON.stringify(when)).join()}]`,
  ],
  ['an empty list', Type.Array(Name), [], '[]'],
  ['a list of anything', json({ type: 'array' }), [1, undefined, 'a'], '[1,null,"a"]'],
  ['a tuple, cut to its length', Type.Tuple([Type.String(), Name]), ['a', { name: 'b', secret: 1 }, 'secret'], '["a",{"name":"b"}]'],
  ['an empty tuple', Type.Tuple([]), ['secret'], '[]'],
  ['prefixItems', json({ type: 'array', prefixItems: [Name, { type: 'integer' }] }), [{ name: 'a', secret: 1 }, 2, 'secret'], '[{"name":"a"},2]'],
  ['prefixItems, shorter', json({ type: 'array', prefixItems: [Name, { type: 'integer' }], minItems: 1 }), [{ name: 'a' }], '[{"name":"a"}]'],
  ['prefixItems with items', json({ type: 'array', prefixItems: [{ type: 'string' }], items: Name }), ['a', { name: 'b', secret: 1 }], '["a",{"name":"b"}]'],
  ['a list with toJSON', Type.Array(Type.Integer()), { toJSON: () => [1, 2] }, '[1,2]'],
]);

testRows('writes a union by the branch that fits best', [
  ['by a constant', Type.Union([Cat, Dog]), { kind: 'dog', name: 'rex', lives: 9 }, '{"kind":"dog","name":"rex"}'],
  [
    'by a declared discriminator',
    json({ discriminator: { propertyName: 'kind' }, oneOf: [Cat, Dog] }),
    { kind: 'cat', name: 'rex', lives: 9 },
    '{"kind":"cat","lives":9}',
  ],
  ['by a constant, with toJSON', Type.Union([Cat, Dog]), { toJSON: () => ({ kind: 'cat', lives: 9, secret: 1 }) }, '{"kind":"cat","lives":9}'],
  ['by kind: text', Type.Union([Cat, Type.String(), Type.Array(Type.String())]), 'a', '"a"'],
  ['by kind: a list', Type.Union([Cat, Type.String(), Type.Array(Type.String())]), ['a'], '["a"]'],
  ['by kind: an object', Type.Union([Cat, Type.String(), Type.Array(Type.String())]), { kind: 'cat', lives: 1, secret: 1 }, '{"kind":"cat","lives":1}'],
  ['by kind: an object that is text', Type.Union([Cat, Type.String()]), when, '"2026-01-02T03:04:05.678Z"'],
  ['by required members', Type.Union([Type.Object({ a: Type.Integer() }), Type.Object({ b: Type.Integer() })]), { b: 1, c: 2 }, '{"b":1}'],
  [
    'the more specific, though it stands last',
    Type.Union([Name, Type.Object({ name: Type.String(), age: Type.Integer() })]),
    { name: 'a', age: 1, secret: 1 },
    '{"name":"a","age":1}',
  ],
  [
    'not the more specific where it does not fit',
    Type.Union([Name, Type.Object({ name: Type.String(), age: Type.Integer() })]),
    { name: 'a', age: 'old' },
    '{"name":"a"}',
  ],
  [
    'specific at depth',
    Type.Union([Type.Object({ x: Name }), Type.Object({ x: Type.Object({ name: Type.String(), age: Type.Integer() }) })]),
    { x: { name: 'a', age: 1 } },
    '{"x":{"name":"a","age":1}}',
  ],
  ['declared members before undeclared keys', Type.Union([Type.Record(Type.String(), Type.Unknown()), Name]), { name: 'a', secret: 1 }, '{"name":"a"}'],
  [
    'by limits',
    Type.Union([
      Type.Object({ v: Type.Integer({ maximum: 5 }), a: Type.Optional(Type.Integer()) }),
      Type.Object({ v: Type.Integer(), b: Type.Optional(Type.Integer()) }),
    ]),
    { v: 9, a: 1 },
    '{"v":9}',
  ],
  [
    'by a pattern',
    Type.Union([
      Type.Object({ v: Type.String({ pattern: '^a' }), a: Type.Optional(Type.Integer()) }),
      Type.Object({ v: Type.String({ maxLength: 1 }), b: Type.Optional(Type.Integer()) }),
    ]),
    { v: '🔑', b: 1 },
    '{"v":"🔑","b":1}',
  ],
  [
    'by what is excluded',
    json({ anyOf: [{ type: 'object', properties: { v: { type: 'integer' }, a: {} }, not: { required: ['a'] } }, Name] }),
    { v: 1, a: 1, name: 'x' },
    '{"name":"x"}',
  ],
  ['bigint among numbers', Type.Union([Type.Integer(), Type.String()]), 5n, '5'],
  ['constants and text', Type.Union([Type.Literal('a'), Type.Literal('b'), Type.Null(), Type.Integer()]), 'b', '"b"'],
  ['lists by their items', Type.Union([Type.Array(Type.Integer()), Type.Array(Name)]), [{ name: 'a', secret: 1 }], '[{"name":"a"}]'],
  ['anything or an object', Type.Union([Type.Unknown(), Name]), { name: 'a', secret: 1 }, '{"name":"a"}'],
  [
    'if, then, else',
    json({ if: { type: 'object', properties: { k: { const: 1 } }, required: ['k'] }, then: { properties: { a: {} } }, else: { properties: { b: {} } } }),
    { k: 1, a: 2, b: 3 },
    '{"k":1,"a":2}',
  ],
]);

testRows('writes an intersection with the members of all its parts', [
  ['two objects', Type.Intersect([Name, Type.Object({ age: Type.Integer() })]), { name: 'a', age: 1, secret: 1 }, '{"name":"a","age":1}'],
  [
    'unevaluatedProperties: false',
    Type.Intersect([Name, Type.Object({ age: Type.Integer() })], { unevaluatedProperties: false }),
    { name: 'a', age: 1, secret: 1 },
    '{"name":"a","age":1}',
  ],
  [
    'one member in both',
    Type.Intersect([Type.Object({ x: Name }), Type.Object({ x: Type.Object({ age: Type.Integer() }) })]),
    { x: { name: 'a', age: 1, secret: 1 } },
    '{"x":{"name":"a","age":1}}',
  ],
  [
    'with a union',
    Type.Intersect([Type.Object({ id: Type.Integer() }), Type.Union([Cat, Dog])]),
    { id: 1, kind: 'dog', name: 'rex', lives: 9 },
    '{"id":1,"kind":"dog","name":"rex"}',
  ],
  [
    'with alternatives of required members',
    json({ type: 'object', properties: { a: {}, b: {} }, anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
    { b: 1, c: 2 },
    '{"b":1}',
  ],
  ['of texts', json({ allOf: [{ type: 'string' }, { minLength: 1 }] }), 'a', '"a"'],
  ['of number and integer', json({ allOf: [{ type: 'number' }, { type: 'integer' }] }), 5, '5'],
  ['of constants', json({ allOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] }), 'b', '"b"'],
  [
    'of lists',
    json({ allOf: [{ type: 'array', items: Name }, { items: { type: 'object', properties: { age: {} } } }] }),
    [{ name: 'a', age: 1, secret: 1 }],
    '[{"name":"a","age":1}]',
  ],
  ['open to further keys', Type.Intersect([Name, Type.Record(Type.String(), Type.Unknown())]), { name: 'a', more: 1 }, '{"name":"a","more":1}'],
]);

const Tree = Type.Recursive((This) => Type.Object({ v: Type.Integer(), children: Type.Array(This) }));
const Family = Type.Module({
  Parent: Type.Object({ child: Type.Optional(Type.Ref('Child')) }),
  Child: Type.Object({ parent: Type.Optional(Type.Ref('Parent')), name: Type.String() }),
});
class Page extends Model(Type.Recursive((This) => Type.Object({ title: Type.String(), next: Type.Union([This, Type.Null()]) }))) {}

testRows('follows references', [
  ['Type.Recursive', Tree, { v: 1, children: [{ v: 2, children: [], secret: 1 }] }, '{"v":1,"children":[{"v":2,"children":[]}]}'],
  ['Type.Recursive in a list', Type.Array(Tree), [{ v: 1, children: [], secret: 1 }], '[{"v":1,"children":[]}]'],
  ['a recursive model', Page.schema, { title: 'a', next: { title: 'b', next: null, secret: 1 } }, '{"title":"a","next":{"title":"b","next":null}}'],
  [
    'Type.Module',
    Family.Import('Parent'),
    { child: { name: 'a', parent: { child: { name: 'b' } }, secret: 1 } },
    '{"child":{"parent":{"child":{"name":"b"}},"name":"a"}}',
  ],
  ['$defs', json({ $ref: '#/$defs/A~1B', $defs: { 'A/B': Name } }), { name: 'a', secret: 1 }, '{"name":"a"}'],
  ['the root', json({ type: 'object', properties: { next: { $ref: '#' } } }), { next: { next: {}, secret: 1 } }, '{"next":{"next":{}}}'],
  [
    'a reference beside keywords',
    json({ $ref: '#/$defs/Name', properties: { age: { type: 'integer' } }, $defs: { Name } }),
    { name: 'a', age: 1, secret: 1 },
    '{"age":1,"name":"a"}',
  ],
  [
    'recursion through an intersection',
    Type.Recursive((This) => Type.Intersect([Name, Type.Object({ next: Type.Optional(This) })])),
    { name: 'a', next: { name: 'b', secret: 1 } },
    '{"name":"a","next":{"name":"b"}}',
  ],
  ['recursion through a union', Type.Recursive((This) => Type.Union([Type.String(), Type.Array(This)])), ['a', ['b', []]], '["a",["b",[]]]'],
]);

testRows('writes anything where nothing is declared', [
  ['plain data', Type.Unknown(), { a: [1, 'x', null, true], b: undefined }, '{"a":[1,"x",null,true]}'],
  [
    'what JSON lacks',
    Type.Any(),
    { n: 1n, m: new Map([['a', 1]]), s: new Set([1]), d: when, b: new Uint8Array([1, 2, 3]) },
    '{"n":"1","m":{"a":1},"s":[1],"d":"2026-01-02T03:04:05.678Z","b":"AQID"}',
  ],
  ['a member of an object', Type.Object({ data: Type.Unknown() }), { data: { a: 1 } }, '{"data":{"a":1}}'],
  ['a schema without keywords', json({ description: 'Anything' }), 'a', '"a"'],
]);

testRefusals('refuses what does not fit, by place and kind, without the value', [
  ['a number for text', Name, { name: 5 }, '/name', 'a text', 'an integer'],
  ['an object for text', Name, { name: { secret: 1 } }, '/name', 'a text', 'an object'],
  ['bytes for text', Name, { name: Buffer.from('secret') }, '/name', 'a text', 'an object (Buffer)'],
  ['an invalid date', Name, { name: new Date(NaN) }, '/name', 'a text', 'an object (Date)'],
  ['null for text', Name, { name: null }, '/name', 'a text', 'null'],
  ['a missing member', Name, {}, '/name', 'a text', 'nothing'],
  ['a missing member of any type', Type.Object({ a: Type.Unknown() }), {}, '/a', 'a value', 'nothing'],
  ['text for a number', Type.Array(Type.Number()), [1, '2'], '/1', 'a number', 'a text'],
  ['NaN', Type.Number(), NaN, '', 'a number', 'NaN'],
  ['infinity', Type.Number(), -Infinity, '', 'a number', '-Infinity'],
  ['null for a number', Type.Number(), null, '', 'a number', 'null'],
  ['a fraction for an integer', Type.Integer(), 1.5, '', 'an integer', 'a number with a fraction'],
  ['a number for a boolean', Type.Boolean(), 1, '', 'a boolean', 'an integer'],
  ['another constant', Type.Literal('a'), 'secret', '', 'the declared constant', 'a text'],
  ['none of the constants', Type.Enum({ a: 'a', b: 'b' }), 'secret', '', 'one of the declared constants', 'a text'],
  ['a list for an object', Name, [], '', 'an object', 'a list'],
  ['text for an object', Name, 'secret', '', 'an object', 'a text'],
  ['a promise that nobody awaited', Type.Object({ a: Type.Optional(Type.String()) }), Promise.resolve(), '', 'an object', 'a promise: an await is missing'],
  ['a map for a record', Type.Record(Type.String(), Type.Integer()), new Map([['a', 1]]), '', 'an object', 'an object (Map)'],
  ['an object for a list', Type.Array(Name), { 0: 'secret' }, '', 'a list', 'an object'],
  ['a short tuple', Type.Tuple([Type.String(), Type.Integer()]), ['a'], '/1', 'an integer', 'nothing'],
  [
    'a deep place, with a name to escape',
    Type.Object({ 'a/b~': Type.Array(Name) }),
    { 'a/b~': [{ name: 'x' }, { name: 5 }] },
    '/a~1b~0/1/name',
    'a text',
    'an integer',
  ],
  ['a key of a record', Type.Record(Type.String(), Type.Integer()), { a: 1, b: 'x' }, '/b', 'an integer', 'a text'],
  ['an unknown discriminator', Type.Union([Cat, Dog]), { kind: 'secret' }, '/kind', 'one of the declared constants', 'a text'],
  ['no branch', Type.Union([Type.String(), Type.Array(Name)]), 5, '', 'one of 2 declared forms', 'an integer'],
  ['no branch, after a look', Type.Union([Type.Array(Type.String()), Type.Array(Name)]), [5], '', 'one of 2 declared forms', 'a list'],
  ['what its codec cannot read', Type.DateTime(), 'tomorrow', '', `a value for 'date-time'`, 'a text'],
  ['a function', Type.Unknown(), () => 1, '', 'a value', 'a function'],
  ['a schema that allows nothing', Type.Object({ a: Type.Never() }), { a: 1 }, '/a', 'nothing (the schema allows no value)', 'an integer'],
  [
    'a schema that is only itself',
    Type.Recursive((This) => Type.Union([This as TSchema, This as TSchema])),
    1,
    '',
    'nothing (the schema allows no value)',
    'an integer',
  ],
  ['a schema that no JSON has', Type.Function([], Type.Null()), () => null, '', 'nothing (the schema allows Function)', 'a function'],
]);

t.test('ends at a depth limit instead of a full stack', async (t) => {
  const tree: { v: number; children: unknown[] } = { v: 1, children: [] };
  tree.children.push(tree);
  const nest = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => [inner], []);
  const Nested = Type.Recursive((This) => Type.Array(This));
  const Either = Type.Recursive((This) =>
    Type.Union([Type.Object({ a: Type.Optional(This) }), Type.Object({ a: Type.Optional(This), b: Type.Optional(Type.Integer()) })]),
  );
  const either: { a?: unknown } = {};
  either.a = either;
  for (const [name, schema, value] of [
    ['a value that contains itself', Tree, tree],
    ['a list without end', Nested, nest(20_000)],
    ['anything without end', Type.Unknown(), nest(20_000)],
    ['a union that contains itself', Either, either],
  ] as const) {
    t.throws(() => compileSerializer(schema)(value), { name: 'SerializationError', found: 'more, or a value that contains itself' }, name);
  }
  t.equal(compileSerializer(Nested)(nest(500)).length, 1_002);
});

t.test('passes on what a getter throws', async (t) => {
  const broken = Object.defineProperty({}, 'name', {
    enumerable: true,
    get: () => {
      throw new TypeError('broken');
    },
  });
  t.throws(() => compileSerializer(Name)(broken), new TypeError('broken'));
});

t.test('encodes a transform before writing', async (t) => {
  const Flag = Type.Transform(Type.Object({ on: Type.Integer() }))
    .Decode(({ on }) => on === 1)
    .Encode((flag) => ({ on: flag ? 1 : 0 }));
  t.equal(compileSerializer(Flag)(true), '{"on":1}');
});

t.test('names a reference that leads nowhere', async (t) => {
  t.throws(() => compileSerializer(json({ $ref: 'Missing' }))(1), new Error(`The schema refers to 'Missing', but nothing in it has that name.`));
});

t.test('refuses an intersection of unions that combine in too many ways', async (t) => {
  const unions = ['a', 'b', 'c'].map((name) => Type.Union(Array.from({ length: 9 }, (_, index) => Type.Object({ [`${name}${index}`]: Type.Integer() }))));
  t.throws(() => compileSerializer(Type.Intersect(unions))({}), { message: /729 ways/ });
});

t.test('writes only what is declared, for any schema and any value of it', async (t) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, ownProperties: true });
  fc.assert(
    fc.property(anyCase(), fc.infiniteStream(fc.nat()), ({ schema, given, want }, random) => {
      const text = compileSerializer(schema)(withUndeclared(given, random));
      const written: unknown = JSON.parse(text);
      // Not t.strictSame: it takes an own member named 'constructor' for the class.
      if (!isDeepStrictEqual(written, want)) throw new Error(`${text} is not ${JSON.stringify(want)}`);
      if (!ajv.validate(toDraft2020(schema), written)) throw new Error(`${ajv.errorsText()}: ${text}`);
      return true;
    }),
    { numRuns: 100 },
  );
  t.pass();
});

t.test('writes the same as JSON.parse reads back, for any text', async (t) => {
  const write = compileSerializer(Type.Array(Type.String()));
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), (texts) => isDeepStrictEqual(JSON.parse(write(texts)), texts)));
  t.equal(SerializationError.is(new Error('x')), false);
});

t.test('leaves out of answers what is write-only, at every depth and where undeclared members are kept, and keeps it everywhere else', async (t) => {
  const Password = Type.String({ writeOnly: true });
  const User = Type.Object(
    { name: Type.String(), password: Password, old: Type.Optional(Type.Array(Type.Object({ password: Password }))) },
    { additionalProperties: true },
  );
  const user = { password: 'p', name: 'Ada', old: [{ password: 'q' }], more: 1 };
  t.equal(compileSerializer(User, { isAnswer: true })(user), '{"name":"Ada","old":[{}],"more":1}');
  t.equal(compileSerializer(User)(user), '{"name":"Ada","password":"p","old":[{"password":"q"}],"more":1}');
  t.equal(
    compileSerializer(Type.Intersect([Type.Object({ a: Password }), Type.Object({ b: Type.Integer() })]), { isAnswer: true })({ a: 'p', b: 1 }),
    '{"b":1}',
  );
  const Either = Type.Union([User, Type.Object({ id: Type.Integer(), password: Password })]);
  t.equal(compileSerializer(Either, { isAnswer: true })({ id: 1, password: 'p' }), '{"id":1}');
  t.equal(compileSerializer(Either, { isAnswer: true })({ id: 1 }), '{"id":1}', 'what never leaves need not be there');
  t.throws(() => compileSerializer(Either)({ id: 1 }), { name: 'SerializationError' });
  const Referred = Type.Unsafe({ $defs: { P: { type: 'string', writeOnly: true } }, type: 'object', properties: { password: { $ref: '#/$defs/P' } } });
  t.equal(compileSerializer(Referred, { isAnswer: true })({ password: 'p' }), '{}', 'wherever it is said');
  t.throws(
    () => compileSerializer(User, { isAnswer: true })({ name: 1, password: 'p' }),
    { name: 'SerializationError', path: '/name' },
    'the place of a mistake is that of what is written',
  );
});

t.test('a limit without a type is one of texts, of numbers or of lists, where something else is excluded by it', async (t) => {
  const notLong = compileSerializer(Type.Unsafe({ not: { minLength: 2 } }));
  t.equal(notLong('a'), '"a"');
  const either = compileSerializer(Type.Unsafe({ anyOf: [{ type: 'object', properties: { a: {} } }, { not: { minimum: 5, minItems: 1 } }] }));
  t.strictSame([either(1), either([]), either({ a: 1, b: 2 })], ['1', '[]', '{"a":1}']);
});
