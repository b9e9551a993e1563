import t from 'tap';
import { Type } from '#src/schema/type.js';
import { buildShape } from '#src/serialization/shape-builder.js';
import type { Shape } from '#src/serialization/shape.js';

/** The shape as a short text: `{a: string, b?: integer}`. */
function format(shape: Shape, open: readonly Shape[] = []): string {
  if (open.includes(shape)) return '↑';
  const inner = (next: Shape): string => format(next, [...open, shape]);
  switch (shape.is) {
    case 'const':
      return JSON.stringify(shape.values);
    case 'codec':
      return shape.codec.name;
    case 'list':
      return `[${[...shape.prefix.map((item, index) => inner(item) + (index < shape.least ? '' : '?')), ...(shape.rest === undefined ? [] : [`...${inner(shape.rest)}`])].join(', ')}]`;
    case 'object':
      return `{${[
        ...shape.properties.map(({ name, required, shape: property }) => `${name}${required ? '' : '?'}: ${inner(property)}`),
        ...shape.patterns.map(({ pattern, shape: member }) => `${String(pattern ?? '*')}: ${inner(member)}`),
        ...(shape.additional === undefined ? [] : [`...: ${inner(shape.additional)}`]),
      ].join(', ')}}`;
    case 'union':
      return shape.branches.map(inner).join(' | ');
    default:
      return shape.is;
  }
}

t.test('reduces a schema to what matters for writing', async (t) => {
  for (const [schema, want] of [
    [Type.Integer({ minimum: 1, description: 'x' }), 'integer'],
    [Type.Object({ a: Type.String(), b: Type.Optional(Type.Integer()) }), '{a: string, b?: integer}'],
    [Type.Array(Type.Unknown()), '[...any]'],
    [Type.Tuple([Type.String(), Type.Null()]), '[string, null]'],
    [Type.Unsafe({ prefixItems: [{ type: 'string' }, { type: 'null' }], items: { type: 'boolean' }, minItems: 1 }), '[string, null?, ...boolean]'],
    [Type.Unsafe({ type: ['string', 'null', 'integer'] }), 'string | null | integer'],
    [Type.Union([Type.Literal('a'), Type.Literal('b'), Type.Literal(3)]), '["a","b",3]'],
    [Type.Union([Type.Union([Type.String(), Type.Null()]), Type.Null(), Type.Never()]), 'string | null | null'],
    [Type.Record(Type.String(), Type.Integer()), '{*: integer}'],
    [Type.Object({ a: Type.Integer() }, { additionalProperties: Type.String() }), '{a: integer, ...: string}'],
    [Type.DateTime(), 'date-time'],
    [Type.Undefined(), 'absent'],
    [Type.Void(), 'absent'],
    [Type.RegExp(/a/), 'string'],
    [Type.Never(), 'never'],
    [Type.Symbol(), 'never'],
    [Type.Unsafe({ allOf: [{ type: 'string' }, { type: 'integer' }] }), 'never'],
    [Type.Unsafe({ type: 'integer', enum: ['a', 1, 2.5] }), '[1]'],
    [Type.Unsafe({ const: null }), '[null]'],
    [Type.Not(Type.String()), 'any'],
    [Type.Unsafe({ allOf: [true, { anyOf: [false, { type: 'string' }] }] }), 'string'],
    [
      Type.Intersect([Type.Object({ a: Type.String() }), Type.Union([Type.Object({ b: Type.Null() }), Type.Object({ c: Type.Null() })])]),
      '{a: string, b: null} | {a: string, c: null}',
    ],
    [Type.Intersect([Type.Object({ a: Type.Optional(Type.Number()) }), Type.Object({ a: Type.Integer() })]), '{a: integer}'],
    [Type.Recursive((This) => Type.Object({ next: Type.Optional(This) })), '{next?: ↑}'],
    [Type.Recursive((This) => Type.Union([Type.Null(), Type.Array(This)])), 'null | [...↑]'],
  ] as const) {
    t.equal(format(buildShape(schema)), want, JSON.stringify(schema));
  }
});

t.test('is small for a schema that is used in many places', async (t) => {
  let schema = Type.Object({ a: Type.String() });
  for (let level = 0; level < 40; level++) schema = Type.Object({ a: schema, b: schema }) as never;
  t.match(buildShape(schema), { is: 'object' });
});
