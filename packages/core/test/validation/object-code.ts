import t from 'tap';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  ['declared properties', { schema: Type.Object({ a: Type.Integer() }), given: { a: 1 }, want: { a: 1 } }],
  ['a missing one', { schema: Type.Object({ a: Type.Integer() }), given: {}, want: 'refused' }],
  ['undefined is missing', { schema: Type.Object({ a: Type.Unknown() }), given: { a: undefined }, want: 'refused' }],
  ['an optional one stays away', { schema: Type.Object({ a: Type.Optional(Type.Integer()) }), given: {}, want: {} }],
  ['an optional one that does not fit', { schema: Type.Object({ a: Type.Optional(Type.Integer()) }), given: { a: 'x' }, want: 'refused' }],
  ['null is not left out', { schema: Type.Object({ a: Type.Optional(Type.Integer()) }), given: { a: null }, want: 'refused' }],
  ['a list is no object', { schema: Type.Object({}), given: [], want: 'refused' }],
  ['null is no object', { schema: Type.Object({}), given: null, want: 'refused' }],
  ['inherited properties were not sent', { schema: Type.Object({ a: Type.Optional(Type.Integer()) }), given: Object.create({ a: 1 }), want: {} }],
  ['names that need quoting', { schema: Type.Object({ 'a-"b': Type.Integer() }), given: { 'a-"b': 1 }, want: { 'a-"b': 1 } }],
  ['required but not described', { schema: Type.Unsafe({ type: 'object', properties: { a: {} }, required: ['b'] }), given: { a: 1 }, want: 'refused' }],
  [
    'a name that is only required is kept',
    { schema: Type.Unsafe({ type: 'object', properties: { a: {} }, required: ['b'] }), given: { a: 1, b: { c: 1 }, d: 1 }, want: { a: 1, b: { c: 1 } } },
  ],
  [
    'a name that is only required, beside patterns',
    { schema: Type.Unsafe({ type: 'object', patternProperties: { '^x': {} }, required: ['b'] }), given: { x: 1, b: 2, d: 1 }, want: { x: 1, b: 2 } },
  ],
  ['an object of no shape keeps all', { schema: Type.Unsafe({ type: 'object' }), given: { a: { b: 1 } }, want: { a: { b: 1 } } }],
  ['too few properties', { schema: Type.Object({}, { minProperties: 1 }), given: {}, want: 'refused' }],
  ['__proto__ is not counted', { schema: Type.Object({}, { minProperties: 1 }), given: JSON.parse('{"__proto__":1}'), want: 'refused' }],
  ['too many properties', { schema: Type.Object({}, { maxProperties: 1 }), given: { a: 1, b: 2 }, want: 'refused' }],
  [
    'names',
    { schema: Type.Unsafe({ type: 'object', additionalProperties: true, propertyNames: { maxLength: 1, type: 'string' } }), given: { ab: 1 }, want: 'refused' },
  ],
  [
    'one asks for another',
    { schema: Type.Unsafe({ type: 'object', properties: { a: {} }, dependentRequired: { a: ['b'] } }), given: { a: 1 }, want: 'refused' },
  ],
  [
    'a default of a nested object',
    { schema: Type.Object({ a: Type.Object({ b: Type.Integer({ default: 1 }) }, { default: {} }) }), given: {}, want: { a: { b: 1 } } },
  ],
  ['a model', { schema: class A extends Model({ a: Type.Integer() }) {}.schema, given: { a: 1, b: 2 }, want: { a: 1 } }],
];

t.test('reads objects', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
