import t from 'tap';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import { Frame } from '#src/validation/reference.js';
import {
  bringsShape,
  constantsOf,
  declaredNames,
  dereference,
  flattenIntersection,
  isClosedRecord,
  isEnum,
  isNull,
  isOfType,
  typesOf,
} from '#src/validation/shape.js';

t.test('knows the JSON types', async (t) => {
  const rows: [string, unknown, boolean][] = [
    ['integer', 1, true],
    ['integer', 1.5, false],
    ['number', 1.5, true],
    ['number', NaN, false],
    ['null', null, true],
    ['array', [], true],
    ['object', [], false],
    ['object', {}, true],
    ['object', null, false],
    ['string', '', true],
    ['boolean', 0, false],
    ['void', undefined, true],
    ['nonsense', 1, false],
  ];
  for (const [type, value, want] of rows) t.equal(isOfType(type, value), want, `${type} ${JSON.stringify(value)}`);
  t.strictSame(typesOf({ type: ['a', 'b'] }), ['a', 'b']);
  t.strictSame(typesOf(Type.RegExp(/a/)), ['string']);
});

t.test('finds constants', async (t) => {
  t.strictSame(constantsOf({ const: 1 }), [1]);
  t.strictSame(constantsOf({ enum: ['a', 1], type: 'string' }), ['a']);
  t.strictSame(constantsOf(Type.Enum({ A: 'a', B: 'b' })), ['a', 'b']);
  t.strictSame(constantsOf({ anyOf: [{ const: 1 }, { enum: [2, 3] }] }), [1, 2, 3]);
  t.equal(constantsOf({ const: 1, minimum: 0 }), undefined);
  t.equal(constantsOf({ anyOf: [{ const: 1 }, {}] }), undefined);
  t.ok(isNull({ const: null }));
  t.ok(isEnum(Type.Enum({ A: 'a', B: 'b' })));
});

t.test('follows references, but not in circles', async (t) => {
  const schema = { $defs: { a: { $ref: '#/$defs/b' }, b: { type: 'null' }, c: { $ref: '#/$defs/c' } } };
  t.strictSame(dereference({ $ref: '#/$defs/a' }, new Frame(schema)).schema, { type: 'null' });
  t.strictSame(dereference({ $ref: '#/$defs/c' }, new Frame(schema)).schema, { $ref: '#/$defs/c' });
});

t.test('knows which names are declared', async (t) => {
  const schema = Type.Intersect([Type.Object({ a: Type.Any() }), Type.Object({ b: Type.Any() })]);
  t.strictSame(declaredNames(schema, new Frame(schema)), ['a', 'b']);
});

t.test('knows what says what a value is made of', async (t) => {
  const frame = new Frame({ $defs: { a: { properties: {} } } });
  t.ok(bringsShape({ anyOf: [{ minimum: 1 }, { $ref: '#/$defs/a' }] }, frame, 'object'));
  t.notOk(bringsShape({ required: ['a'], not: { properties: {} } }, frame, 'object'));
  t.notOk(bringsShape({ properties: {} }, frame, 'array'));
  t.ok(isClosedRecord(Type.Record(Type.String(), Type.Any())));
  t.notOk(isClosedRecord(Type.Record(Type.String(), Type.Any(), { additionalProperties: true })));
});

t.test('flattens an intersection of plain objects', async (t) => {
  class Point extends Model({ z: Type.Any() }) {
    norm(): number {
      return 0;
    }
  }
  const a = Type.Object({ a: Type.Integer() });
  t.match(flattenIntersection(Type.Intersect([a, Type.Object({ b: Type.Optional(Type.Any()) })])), {
    type: 'object',
    required: ['a'],
    properties: { a: {}, b: {} },
  });
  t.match(flattenIntersection(Type.Intersect([a], { unevaluatedProperties: false })), undefined, 'TypeBox makes one of one');
  for (const other of [a, Type.Integer(), Type.Object({}, { additionalProperties: true }), Point.schema])
    t.equal(flattenIntersection(Type.Intersect([a, other])), undefined);
});
