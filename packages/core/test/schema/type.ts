import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { Static } from '#src/schema/typebox.js';
import { compileValidator, INVALID } from '#src/validation/validator.js';

const schema = Type.Object({ at: Type.DateTime(), site: Type.Url(), tags: Type.Set(Type.String()), counts: Type.Map(Type.Integer()) });

t.test('types that JSON lacks have their JavaScript types', async (t) => {
  const value: Static<typeof schema> = { at: new Date(0), site: new URL('https://a.example'), tags: new Set(['a']), counts: new Map([['a', 1]]) };
  // @ts-expect-error a text is no date
  const wrong: Static<typeof schema>['at'] = '2024-01-01T00:00:00Z';
  t.ok(value && wrong);
  const written = { at: '1970-01-01T00:00:00Z', site: 'https://a.example', tags: ['a', 'a'], counts: { a: 1 } };
  t.strictSame(compileValidator(schema, 'json').read(written), value);
  t.equal(compileValidator(schema, 'json').read({ ...written, counts: { a: 'x' } }), INVALID);
});

t.test('a map and a set take one schema: a second one is not taken for options', async (t) => {
  // @ts-expect-error the keys of a map are texts
  Type.Map(Type.String(), Type.Integer());
  // @ts-expect-error the items of a set are of one schema
  Type.Set(Type.String(), Type.Integer());
  t.match(Type.Map(Type.Integer(), { title: 'Counts', maxProperties: 2 }), { title: 'Counts', maxProperties: 2 });
});

t.test("is TypeBox's builder otherwise", async (t) => {
  t.match(Type.Optional(Type.Integer()), { type: 'integer' });
  t.notOk(Object.hasOwn(Type, 'Integer'));
});

t.test('says more of the types that JSON lacks: limits, a default, a description', async (t) => {
  const more = Type.Object({
    at: Type.DateTime({ description: 'When' }),
    tags: Type.Set(Type.String(), { default: [], maxItems: 2 }),
    counts: Type.Map(Type.Integer(), { default: {}, minProperties: 1 }),
  });
  t.match(more.properties, { at: { description: 'When', format: 'date-time' }, tags: { maxItems: 2, uniqueItems: true }, counts: { minProperties: 1 } });
  const validator = compileValidator(more, 'json');
  const at = '2030-01-01T00:00:00Z';
  t.strictSame(validator.read({ at, counts: { a: 1 } }), { at: new Date(at), tags: new Set(), counts: new Map([['a', 1]]) });
  t.equal(validator.read({ at, counts: { a: 1 }, tags: ['a', 'b', 'c'] }), INVALID);
  t.equal(validator.read({ at, counts: {} }), INVALID);
});

t.test('Partial drops defaults, of objects and of intersections, so that a change sets only what it names', async (t) => {
  const whole = Type.Object({ name: Type.String(), stock: Type.Integer({ default: 3, minimum: 0 }), tags: Type.Set(Type.String(), { default: [] }) });
  const partial = Type.Partial(whole, { minProperties: 1 });
  const validator = compileValidator(partial, 'json');
  t.strictSame(validator.read({ name: 'Pen' }), { name: 'Pen' });
  t.strictSame(validator.read({ tags: ['a'] }), { tags: new Set(['a']) });
  t.equal(validator.read({ stock: -1 }), INVALID);
  t.equal(validator.read({}), INVALID);
  t.equal(whole.properties.stock.default, 3, 'the schema it was made of keeps them');
  const both = Type.Partial(Type.Intersect([whole, Type.Object({ note: Type.String({ default: '' }) })]));
  t.strictSame(compileValidator(both, 'json').read({ name: 'Pen' }), { name: 'Pen' });
});
