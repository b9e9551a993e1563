import { Model, Type, named } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import type { TSchema } from '@typhoon/core';
import t from 'tap';
import { SchemaRegistry, toJsonText } from '#src/components-object.js';
import type { Form } from '#src/reference.js';
import { createSchemaContext, toSchemaObject } from '#src/schema-object.js';
import type { Json } from './fixtures/documents.js';

interface Converted {
  readonly schema: Json;
  readonly components: Json;
  readonly problems: readonly string[];
}

function convert(schema: TSchema, form: Form = 'input'): Converted {
  const problems = new ProblemList();
  const registry = new SchemaRegistry(problems);
  const written = toSchemaObject(schema, form, createSchemaContext(registry, problems, 'Test'));
  const components = registry.toComponents(written);
  return JSON.parse(toJsonText({ schema: written, components, problems: problems.problems.map((problem) => problem.message) })) as Converted;
}

class Cat extends Model({ kind: Type.Literal('cat'), lives: Type.Integer() }) {}
class Dog extends Model({ kind: Type.Union([Type.Literal('dog'), Type.Literal('puppy')]), good: Type.Boolean() }) {}

t.test('writes every type as JSON Schema 2020-12 has it', (t) => {
  enum Color {
    Red = 'red',
    Green = 'green',
  }
  const rows: readonly [name: string, given: TSchema, want: Json][] = [
    ['text', Type.String({ minLength: 1, pattern: '^a' }), { type: 'string', minLength: 1, pattern: '^a' }],
    ['an integer with a default', Type.Integer({ default: 3, exclusiveMinimum: 0 }), { type: 'integer', default: 3, exclusiveMinimum: 0 }],
    ['anything', Type.Unknown(), {}],
    ['null', Type.Null(), { type: 'null' }],
    ['a literal', Type.Literal(3), { type: 'number', const: 3 }],
    ['an optional schema', Type.Optional(Type.String()), { type: 'string' }],
    ['a list', Type.Array(Type.Number(), { uniqueItems: true, maxItems: 3 }), { type: 'array', items: { type: 'number' }, uniqueItems: true, maxItems: 3 }],
    [
      'a tuple',
      Type.Tuple([Type.String(), Type.Number()]),
      { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 2, maxItems: 2 },
    ],
    ['an empty tuple', Type.Tuple([]), { type: 'array', minItems: 0, maxItems: 0 }],
    ['a record', Type.Record(Type.String(), Type.Number()), { type: 'object', additionalProperties: { type: 'number' } }],
    [
      'a record with numbers as keys',
      Type.Record(Type.Number(), Type.String()),
      { type: 'object', patternProperties: { '^(0|[1-9][0-9]*)$': { type: 'string' } } },
    ],
    [
      'an intersection',
      Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })]),
      {
        type: 'object',
        allOf: [
          { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
          { type: 'object', properties: { b: { type: 'string' } }, required: ['b'] },
        ],
      },
    ],
    ['a template', Type.TemplateLiteral('v${0|1}'), { type: 'string', pattern: '^v(0|1)$' }],
    ['a regular expression', Type.RegExp(/^[a-z]+$/), { type: 'string', pattern: '^[a-z]+$' }],
    ['a date', Type.Date(), { type: 'string', format: 'date-time' }],
    [
      'a date with a default',
      Type.Date({ default: new Date(0), description: 'When' }),
      { type: 'string', format: 'date-time', default: '1970-01-01T00:00:00.000Z', description: 'When' },
    ],
    ['bytes', Type.Uint8Array(), { type: 'string', contentEncoding: 'base64' }],
    ['a URL', Type.Url(), { type: 'string', format: 'uri' }],
    ['a set', Type.Set(Type.Integer()), { type: 'array', items: { type: 'integer' }, uniqueItems: true }],
    ['a map', Type.Map(Type.Date()), { type: 'object', additionalProperties: { type: 'string', format: 'date-time' } }],
    ['a transform, by what travels', Type.Transform(Type.String()).Decode(Number).Encode(String), { type: 'string' }],
    ['literals', Type.Union([Type.Literal('a'), Type.Literal('b')]), { type: 'string', enum: ['a', 'b'] }],
    ['an enum', Type.Enum(Color), { type: 'string', enum: ['red', 'green'] }],
    ['null or something', Type.Union([Type.String(), Type.Null()]), { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['nullable literals', Type.Union([Type.Null(), Type.Literal('a'), Type.Literal('b')]), { anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'null' }] }],
    [
      'literals of several types',
      Type.Union([Type.Literal('a'), Type.Literal(1), Type.Literal('b')]),
      {
        anyOf: [
          { type: 'string', enum: ['a', 'b'] },
          { type: 'number', const: 1 },
        ],
      },
    ],
    [
      'described literals, each with its description',
      Type.Union([Type.Literal('a', { description: 'first' }), Type.Literal('b')], { default: 'a' }),
      {
        anyOf: [
          { type: 'string', const: 'a', description: 'first' },
          { type: 'string', const: 'b' },
        ],
        default: 'a',
      },
    ],
    ['a union without the member that JSON lacks', Type.Union([Type.String(), Type.Undefined()]), { type: 'string' }],
    [
      'an object that takes nothing more',
      Type.Object({ a: Type.Optional(Type.String()) }, { additionalProperties: false }),
      {
        type: 'object',
        properties: { a: { type: 'string' } },
        additionalProperties: false,
      },
    ],
    [
      'a plain JSON Schema',
      Type.Unsafe<string[]>({ type: 'array', items: { type: 'string', format: 'uuid' } }),
      { type: 'array', items: { type: 'string', format: 'uuid' } },
    ],
    ['the words of OpenAPI 3.0', Type.Unsafe({ type: 'string', nullable: true, example: 'x' }), { type: ['string', 'null'], examples: ['x'] }],
    ['extensions', Type.String({ 'x-order': 1 }), { type: 'string', 'x-order': 1 }],
    ['only what documents know', Type.String({ $id: 'Text', safe: true, errorMessage: 'no' }), { type: 'string' }],
    ['not a default that is made anew each time', Type.String({ default: () => 'x' }), { type: 'string' }],
  ];
  for (const [name, given, want] of rows) t.strictSame(convert(given), { schema: want, components: {}, problems: [] }, name);
  t.end();
});

t.test('refers to what has a name', (t) => {
  t.strictSame(convert(Type.Array(Cat.schema)).schema, { type: 'array', items: { $ref: '#/components/schemas/Cat' } });
  t.strictSame(convert(Type.Optional(Cat.schema)).schema, { $ref: '#/components/schemas/Cat' }, 'a use that is optional is the same schema');
  t.strictSame(
    convert({ ...Cat.schema, description: 'Mine' }).schema,
    { $ref: '#/components/schemas/Cat', description: 'Mine' },
    'what is said of one use stands beside',
  );
  t.strictSame(convert(Type.Partial(Cat.schema)).components, {}, 'what is derived from a model is not the model');
  t.end();
});

t.test('does not depend on ids when a schema is embedded twice', (t) => {
  const inner = named('Inner', Type.Object({ a: Type.String() }, { $id: 'same' }));
  const { schema, components } = convert(Type.Object({ one: inner, two: Type.Array(inner) }));
  t.strictSame(schema.properties, { one: { $ref: '#/components/schemas/Inner' }, two: { type: 'array', items: { $ref: '#/components/schemas/Inner' } } });
  t.strictSame(components, { Inner: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } });
  t.end();
});

t.test('names an alias of a model', (t) => {
  const { schema, components } = convert(named('Pet', Cat.schema));
  t.strictSame(schema, { $ref: '#/components/schemas/Pet' });
  t.strictSame(components.Pet, { $ref: '#/components/schemas/Cat' });
  t.end();
});

t.test('writes recursion as references', (t) => {
  const node = { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } }, required: ['children'] };
  class Node extends Model(Type.Recursive((This) => Type.Object({ children: Type.Array(This) }))) {}
  t.strictSame(convert(Node.schema), { schema: { $ref: '#/components/schemas/Node' }, components: { Node: node }, problems: [] });

  const unnamed = Type.Recursive((This) => Type.Object({ next: Type.Optional(This) }));
  t.strictSame(convert(Type.Object({ a: unnamed, b: Type.Optional(unnamed) })), {
    schema: { type: 'object', properties: { a: { $ref: '#/components/schemas/Recursive' }, b: { $ref: '#/components/schemas/Recursive' } }, required: ['a'] },
    components: { Recursive: { type: 'object', properties: { next: { $ref: '#/components/schemas/Recursive' } } } },
    problems: [],
  });

  const module = Type.Module({
    Tree: Type.Object({ leaves: Type.Array(Type.Ref('Leaf')) }),
    Leaf: Type.Object({ tree: Type.Ref('Tree') }),
    Unused: Type.String(),
  });
  t.strictSame(convert(module.Import('Tree')), {
    schema: { $ref: '#/components/schemas/Tree' },
    components: {
      Leaf: { type: 'object', properties: { tree: { $ref: '#/components/schemas/Tree' } }, required: ['tree'] },
      Tree: { type: 'object', properties: { leaves: { type: 'array', items: { $ref: '#/components/schemas/Leaf' } } }, required: ['leaves'] },
    },
    problems: [],
  });

  const plain = Type.Unsafe({ $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } }, $ref: '#/$defs/node' });
  t.strictSame(convert(plain).schema, { $ref: '#/components/schemas/node' });
  t.strictSame(convert(plain).components, { node: { type: 'object', properties: { next: { $ref: '#/components/schemas/node' } } } });
  t.end();
});

t.test('tells the members of a union apart by a property', (t) => {
  const mapping = { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog', puppy: '#/components/schemas/Dog' };
  const pet = { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: 'kind', mapping } };
  t.strictSame(convert(Type.Union([Cat.schema, Dog.schema])).schema, pet);
  t.strictSame(convert(Type.Union([Cat.schema, Type.Null(), Dog.schema])).schema, { anyOf: [pet, { type: 'null' }] });
  t.strictSame(convert(named('Pet', Type.Union([Cat.schema, Dog.schema]))).components.Pet, pet);
  t.strictSame(
    convert(Type.Union([Cat.schema, Type.Object({ kind: Type.Literal('fish') })])).schema,
    { anyOf: [{ $ref: '#/components/schemas/Cat' }, { type: 'object', properties: { kind: { type: 'string', const: 'fish' } }, required: ['kind'] }] },
    'a member without a name has no place in a mapping',
  );
  t.end();
});

t.test('requires on output what is filled in on input', (t) => {
  const schema = Type.Object({
    id: Type.Integer({ readOnly: true }),
    name: Type.String(),
    size: Type.Integer({ default: 1 }),
    password: Type.String({ writeOnly: true }),
    note: Type.Optional(Type.String()),
  });
  const input = convert(schema, 'input').schema;
  t.strictSame(input.required, ['name', 'password']);
  t.strictSame(Object.keys(input.properties as object), ['name', 'size', 'password', 'note']);
  const output = convert(schema, 'output').schema;
  t.strictSame(output.required, ['id', 'name', 'size']);
  t.strictSame(Object.keys(output.properties as object), ['id', 'name', 'size', 'note']);
  t.end();
});

t.test('reports what has no JSON form', (t) => {
  t.match(convert(Type.Function([], Type.String())).problems, [/Test: a schema of the kind 'Function' has no JSON form/]);
  t.match(convert(Type.Ref('Nobody')).problems, [/Test: the reference 'Nobody' leads nowhere/]);
  t.end();
});
