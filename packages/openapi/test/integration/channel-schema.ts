import t from 'tap';

type Schema = Readonly<Record<string, unknown>>;

/** A script of the page, which knows nothing of the DOM. */
const { findMistakes, toExample } = (await import(new URL('../../dist/pages/typhoon/channel-schema.js', import.meta.url).href)) as {
  findMistakes: (value: unknown, schema: Schema, schemas: Schema) => readonly string[];
  toExample: (schema: Schema, schemas: Schema) => unknown;
};

const SCHEMAS = {
  Said: { type: 'object', properties: { kind: { const: 'said' }, text: { type: 'string', minLength: 1 } }, required: ['kind', 'text'] },
  Left: { type: 'object', properties: { kind: { const: 'left' } }, required: ['kind'], additionalProperties: false },
  Either: { oneOf: [{ $ref: '#/components/schemas/Said' }, { $ref: '#/components/schemas/Left' }], discriminator: 'kind' },
  Tree: {
    type: 'object',
    properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } }, parent: { $ref: '#/components/schemas/Tree' } },
  },
};
const either = { $ref: '#/components/schemas/Either' };

const MISTAKES: readonly (readonly [value: unknown, schema: Schema, mistakes: readonly string[]])[] = [
  [{ kind: 'said', text: 'Hi' }, either, []],
  [{ kind: 'left' }, either, []],
  [{ kind: 'said', text: '' }, either, ['message.text: at least 1 character']],
  [{ kind: 'left', by: 'ada' }, either, ['message.by: is not known']],
  [{ kind: 'said' }, { $ref: '#/components/schemas/Said' }, ['message.text: is missing']],
  ['x', { type: ['integer', 'null'] }, ['message: must be of type integer or null']],
  [null, { type: ['integer', 'null'] }, []],
  [1.5, { type: 'integer' }, ['message: must be of type integer']],
  [3, { type: 'integer', maximum: 2 }, ['message: must be at most 2']],
  [2, { type: 'number', exclusiveMinimum: 2 }, ['message: must be more than 2']],
  ['b', { enum: ['a'] }, ['message: must be one of ["a"]']],
  ['b', { type: 'string', pattern: '^a$' }, ['message: must match ^a$']],
  [[1, 'x'], { type: 'array', items: { type: 'integer' } }, ['message.1: must be of type integer']],
  [['x', 1], { type: 'array', items: [{ type: 'string' }, { type: 'string' }] }, ['message.1: must be of type string']],
];

for (const [value, schema, mistakes] of MISTAKES) {
  t.test(`finds ${mistakes.join() || 'nothing'} in ${JSON.stringify(value)}`, (t) => {
    t.strictSame(findMistakes(value, schema, SCHEMAS), mistakes);
    t.end();
  });
}

t.test('makes examples that fit, of recursive schemas too', (t) => {
  t.strictSame(toExample(either, SCHEMAS), { kind: 'said', text: 'string' });
  t.strictSame(toExample({ type: 'string', examples: ['Hello'] }, SCHEMAS), 'Hello');
  t.strictSame(toExample({ allOf: [{ $ref: '#/components/schemas/Left' }], description: 'x' }, SCHEMAS), { kind: 'left' });
  t.strictSame(findMistakes(toExample({ $ref: '#/components/schemas/Tree' }, SCHEMAS), { type: 'object' }, SCHEMAS), []);
  t.end();
});
