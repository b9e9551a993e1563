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

t.test("is TypeBox's builder otherwise", async (t) => {
  t.match(Type.Optional(Type.Integer()), { type: 'integer' });
  t.notOk(Object.hasOwn(Type, 'Integer'));
});
