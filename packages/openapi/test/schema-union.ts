import { Model, Type } from '@typhoon/core';
import type { TSchema } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { SchemaRegistry, toJsonText } from '#src/components-object.js';
import { toUnion } from '#src/schema-union.js';
import { createSchemaContext } from '#src/schema-object.js';

class Cat extends Model({ kind: Type.Literal('cat') }) {}
class Dog extends Model({ kind: Type.Literal('dog') }) {}

function write(schema: TSchema): unknown {
  const problems = new ProblemList();
  return JSON.parse(toJsonText(toUnion(schema, 'output', createSchemaContext(new SchemaRegistry(problems), problems, 'Test'))));
}

t.test('writes a union as a reader would', (t) => {
  const { String: Text, Literal, Null, Integer, Union } = Type;
  const pets = {
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } },
  };
  const rows: readonly [name: string, given: TSchema, want: unknown][] = [
    ['literals are one enum', Union([Literal('a'), Literal('b')]), { type: 'string', enum: ['a', 'b'] }],
    [
      'of each type',
      Union([Literal('a'), Literal(1), Literal('b')]),
      {
        anyOf: [
          { type: 'string', enum: ['a', 'b'] },
          { type: 'number', const: 1 },
        ],
      },
    ],
    ['null stands last', Union([Null(), Text()]), { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    [
      'a literal with a meaning of its own stays a branch',
      Union([Literal('a', { title: 'A' }), Literal('b')]),
      {
        anyOf: [
          { type: 'string', const: 'a', title: 'A' },
          { type: 'string', const: 'b' },
        ],
      },
    ],
    ['one branch is no union', Union([Integer(), Type.Undefined()], { description: 'n' }), { type: 'integer', description: 'n' }],
    ['members told apart', Union([Cat.schema, Dog.schema]), pets],
    ['and nullable', Union([Cat.schema, Dog.schema, Null()]), { anyOf: [pets, { type: 'null' }] }],
    ['nothing fits', Union([]), { not: {} }],
  ];
  for (const [name, given, want] of rows) t.strictSame(write({ ...given, anyOf: (given as { anyOf?: unknown }).anyOf ?? [] }), want, name);
  t.end();
});
