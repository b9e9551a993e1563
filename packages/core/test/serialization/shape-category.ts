import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { canBeAbsent, canBeNull, candidatesOf, constantsOf, findDiscriminator, findWidest, needsOwnForm } from '#src/serialization/shape-category.js';
import { buildShape } from '#src/serialization/shape-builder.js';

function tagged(tag: TSchema): TSchema {
  return Type.Object({ other: Type.String(), kind: tag });
}

t.test('finds the property that tells branches apart', async (t) => {
  for (const [name, schemas, want] of [
    ['constants', [tagged(Type.Literal('a')), tagged(Type.Literal('b'))], 'kind'],
    ['several constants', [tagged(Type.Union([Type.Literal('a'), Type.Literal('c')])), tagged(Type.Literal(1))], 'kind'],
    ['the same constant', [tagged(Type.Literal('a')), tagged(Type.Literal('a'))], undefined],
    ['a branch without', [tagged(Type.Literal('a')), Type.Object({})], undefined],
    ['an optional constant', [tagged(Type.Literal('a')), tagged(Type.Optional(Type.Literal('b')))], undefined],
    ['no objects', [Type.String(), Type.Integer()], undefined],
    ['a name that every object inherits', [Type.Object({ constructor: Type.Literal('a') }), Type.Object({ constructor: Type.Literal('b') })], undefined],
  ] as const) {
    t.equal(findDiscriminator(schemas.map(buildShape)), want, name);
  }
  t.strictSame(constantsOf(buildShape(tagged(Type.Literal('a'))), 'kind'), ['a']);
  t.strictSame(constantsOf(buildShape(tagged(Type.Unsafe({ enum: [{}, 'a'] }))), 'kind'), []);
});

t.test('sorts branches by the kind of value they can take', async (t) => {
  const branches = [
    Type.String(),
    Type.Integer(),
    Type.Null(),
    Type.Boolean(),
    Type.Array(Type.String()),
    Type.Object({}),
    Type.Literal('a'),
    Type.BigInt(),
    Type.Undefined(),
    Type.Never(),
  ].map(buildShape);
  const names = (category: Parameters<typeof candidatesOf>[1]): string[] => candidatesOf(branches, category).map(({ is }) => is);
  t.strictSame(names('string'), ['string', 'const', 'codec']);
  t.strictSame(names('number'), ['integer']);
  t.strictSame(names('bigint'), ['integer', 'codec']);
  t.strictSame(names('null'), ['null']);
  t.strictSame(names('boolean'), ['boolean']);
  t.strictSame(names('list'), ['list']);
  t.strictSame(names('object'), ['string', 'list', 'object']);
  t.strictSame(names('undefined'), ['absent']);
});

t.test('knows which branch takes all values of a kind', async (t) => {
  const [text, constant, integer, number] = [Type.String(), Type.Literal('a'), Type.Integer(), Type.Number()].map(buildShape);
  t.equal(findWidest([constant!, text!], 'string'), text);
  t.equal(findWidest([integer!, number!], 'number'), number);
  t.equal(findWidest([integer!], 'number'), undefined);
  t.equal(findWidest([text!], 'object'), undefined);
  t.equal(needsOwnForm(text!), true);
  t.equal(needsOwnForm(buildShape(Type.Object({}))), false);
});

t.test('knows what may be null or left out', async (t) => {
  t.equal(canBeNull(buildShape(Type.Null())), true);
  t.equal(canBeNull(buildShape(Type.Unknown())), true);
  t.equal(canBeNull(buildShape(Type.String())), false);
  t.equal(canBeAbsent(buildShape(Type.Union([Type.String(), Type.Undefined()]))), true);
  t.equal(canBeAbsent(buildShape(Type.Recursive((This) => Type.Union([Type.String(), This])))), false);
  t.equal(canBeAbsent(buildShape(Type.String())), false);
});
