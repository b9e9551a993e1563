import t from 'tap';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { findSchemaProblems } from '#src/validation/problems.js';

const raw = (schema: Record<string, unknown>): TSchema => Type.Unsafe(schema);
class Node extends Model(Type.Recursive((This) => Type.Object({ next: Type.Optional(This) }))) {}
const circular: Record<string, unknown> = { type: 'object', properties: {} };
(circular['properties'] as Record<string, unknown>)['me'] = circular;

t.test('has nothing against schemas that work', async (t) => {
  const rows: [string, TSchema][] = [
    ['a model', Node.schema],
    ['a module', Type.Module({ A: Type.Object({ b: Type.Ref('B') }), B: Type.String() }).Import('A')],
    ['codecs', Type.Object({ at: Type.DateTime(), tags: Type.Set(Type.String()), by: Type.Map(Type.Integer()), raw: Type.Uint8Array(), id: Type.BigInt() })],
    ['defaults', Type.Object({ a: Type.Integer({ default: 3 }), b: Type.Array(Type.String(), { default: [] }), c: Type.Date({ default: new Date(0) }) })],
    ['a transform at the top', Type.Transform(Type.String()).Decode(Number).Encode(String)],
    ['an expression', Type.RegExp(/^a-z$/i)],
    ['a template', Type.TemplateLiteral('${string}-x')],
    ['a format that only people know', Type.String({ format: 'iban' })],
    ['a nullable type', raw({ type: ['string', 'null'] })],
    [
      'a discriminated union',
      raw({ anyOf: ['a', 'b'].map((k) => ({ type: 'object', required: ['k'], properties: { k: { const: k } } })), discriminator: { propertyName: 'k' } }),
    ],
    ['the same schema in two places', Type.Object({ a: Node.schema, b: Node.schema })],
    ['none at all', Type.Void()],
  ];
  for (const [name, schema] of rows) t.strictSame(findSchemaProblems(schema), [], name);
});

t.test('finds what could not work, with its place', async (t) => {
  const text = Type.Transform(Type.String()).Decode(Number).Encode(String);
  const rows: [string, { given: TSchema; path: string; message: RegExp; code?: string }][] = [
    [
      'backtracking',
      {
        given: Type.Object({ a: Type.Array(Type.String({ pattern: '^(a+)+$' })) }),
        path: 'properties.a.items.pattern',
        message: /doubles/,
        code: 'TYPHOON_ERR_SCHEMA_PATTERN',
      },
    ],
    [
      'backtracking of keys',
      {
        given: Type.Record(Type.String({ pattern: '^(a+)+$' }), Type.Integer()),
        path: 'patternProperties.^(a+)+$',
        message: /doubles/,
        code: 'TYPHOON_ERR_SCHEMA_PATTERN',
      },
    ],
    ['backtracking of an expression', { given: Type.RegExp(/^(a|A)*$/i), path: 'source', message: /doubles/, code: 'TYPHOON_ERR_SCHEMA_PATTERN' }],
    ['a pattern within a set', { given: Type.Set(Type.String({ pattern: '(' })), path: 'items.pattern', message: /no regular expression/ }],
    [
      'optional with default',
      { given: Type.Object({ a: Type.Optional(Type.Integer({ default: 1 })) }), path: 'properties.a', message: /Optional.*contradict/ },
    ],
    ['optional with default at the top', { given: Type.Optional(Type.Integer({ default: 1 })), path: '', message: /Optional.*contradict/ }],
    [
      'a default of another type',
      {
        given: Type.Object({ a: Type.Integer({ default: 'x' }) }),
        path: 'properties.a.default',
        message: /does not fit its own schema: Input should be a valid integer/,
      },
    ],
    [
      'a default out of range, deep inside',
      { given: Type.Array(Type.Integer({ minimum: 1 }), { default: [1, 0] }), path: 'default', message: /at '1': Input should be greater/ },
    ],
    ['null as a default', { given: Type.String({ default: null }), path: 'default', message: /valid string/ }],
    ['a transform inside', { given: Type.Object({ a: text }), path: 'properties.a', message: /Type\.DateTime/ }],
    ['a misspelt format', { given: Type.String({ format: 'emial' }), path: 'format', message: /Did you mean 'email'\?/ }],
    ['a misspelt type', { given: raw({ type: 'sting' }), path: 'type', message: /'sting' is no type.*Did you mean 'string'\?/ }],
    [
      'a constructor for a schema',
      { given: raw({ type: 'array', items: Number }), path: 'items', message: /the constructor or function 'Number' stands where a schema is expected/ },
    ],
    ['a function type', { given: Type.Function([], Type.String()), path: '', message: /Type\.Function\(\)/ }],
    ['a reference to nowhere', { given: Type.Object({ a: Type.Ref('Other') }), path: 'properties.a.$ref', message: /'Other' leads nowhere/ }],
    ['a circle of objects', { given: raw(circular), path: 'properties.me', message: /contains itself/ }],
    ['crossed limits', { given: Type.String({ minLength: 3, maxLength: 2 }), path: 'minLength', message: /no value fits/ }],
    [
      'a discriminator that tells nothing apart',
      {
        given: raw({ anyOf: [{ type: 'object' }, { type: 'object' }], discriminator: { propertyName: 'k' } }),
        path: 'discriminator',
        message: /'k' cannot tell/,
      },
    ],
  ];
  for (const [name, { given, path, message, code = 'TYPHOON_ERR_SCHEMA_INVALID' }] of rows) {
    const found = findSchemaProblems(given);
    t.equal(found.length, 1, name);
    t.match(found[0], { code, path, message }, name);
  }
});

t.test('lists all mistakes of a schema at once', async (t) => {
  const found = findSchemaProblems(Type.Object({ a: Type.String({ pattern: '(' }), b: Type.Integer({ default: 'x', minimum: 2, maximum: 1 }) }));
  t.strictSame(
    found.map(({ path }) => path),
    ['properties.a.pattern', 'properties.b.default', 'properties.b.minimum'],
  );
});

t.test("an application's own formats are known", async (t) => {
  t.strictSame(findSchemaProblems(Type.String({ format: 'emial' }), { emial: () => true }), []);
});

t.test('what was found faultless for one schema is not thought so where it is a mistake', async (t) => {
  const transform = Type.Transform(Type.String()).Decode(Number).Encode(String);
  t.strictSame(findSchemaProblems(transform), []);
  t.equal(findSchemaProblems(Type.Object({ a: transform })).length, 1);
  const bad = Type.String({ pattern: '(' });
  const parent = Type.Object({ a: bad });
  t.equal(findSchemaProblems(Type.Object({ first: bad, second: parent })).length, 1, 'reported once');
  t.equal(findSchemaProblems(parent).length, 1, 'and again for another schema');
});
