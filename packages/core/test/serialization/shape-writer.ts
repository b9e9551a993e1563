import t from 'tap';
import { Type } from '#src/schema/type.js';
import { buildShape } from '#src/serialization/shape-builder.js';
import { compileWriter } from '#src/serialization/shape-writer.js';

t.test('writes a text for every shape, numbers too', async (t) => {
  for (const [schema, value, want] of [
    [Type.Integer(), 5, '5'],
    [Type.Undefined(), undefined, 'null'],
    [Type.Union([Type.Integer(), Type.Null()]), 5, '5'],
    [Type.Union([Type.Integer(), Type.Boolean()]), 5, '5'],
    [Type.Set(Type.Integer()), new Set([5]), '[5]'],
  ] as const) {
    t.equal(compileWriter(buildShape(schema))(value, 0), want);
  }
});

t.test('cannot be led to run what a schema says', async (t) => {
  const evil = `'"\`\${globalThis.hacked = 1}\\\n\u2028`;
  for (const [schema, value] of [
    [Type.Object({ [evil]: Type.Literal(evil), ['x' + evil]: Type.String({ format: evil }) }), { [evil]: evil, ['x' + evil]: 'a' }],
    [Type.Union([Type.Object({ [evil]: Type.Literal(evil) }), Type.Object({ [evil]: Type.Literal('b') })]), { [evil]: evil }],
    [Type.Union([Type.Object({ [evil]: Type.String() }), Type.Object({ b: Type.String() })]), { [evil]: 'a' }],
  ] as const) {
    t.strictSame(JSON.parse(compileWriter(buildShape(schema))(value, 0)), value);
  }
  t.throws(() => compileWriter(buildShape(Type.Unsafe({ type: evil })))(1, 0), { found: 'an integer' } as unknown as Error);
  t.equal('hacked' in globalThis, false);
});

t.test('throws what names the place', async (t) => {
  const write = compileWriter(buildShape(Type.Object({ a: Type.Optional(Type.Array(Type.Integer())) })));
  t.throws(() => write({ a: [1, 'x'] }, 0), { expected: 'an integer', found: 'a text' } as unknown as Error);
});
