import t from 'tap';
import { modelsOf } from '../../fixtures/generated.js';

const LONG = Array.from({ length: 12 }, (_, index) => `a long value, number ${index}`);

t.test('types that are too long break as Prettier breaks them', async (t) => {
  t.match(await modelsOf({ A: { enum: LONG } }), /^export type A =\n {2}\| 'a long value, number 0'\n {2}\| /);
  t.match(await modelsOf({ A: { type: 'array', items: { enum: LONG } } }), /^export type A = Array<\n {2}\| 'a long value, number 0'/);
  t.match(
    await modelsOf({ A: { type: 'array', prefixItems: [{ enum: LONG }, { type: 'string' }] } }),
    /^export type A = \[\n {2}\(\n {4}\| 'a long value, number 0'/,
  );
  t.match(
    await modelsOf({ A: { oneOf: [{ type: 'object', properties: { a: { type: 'string' } } }, { type: 'null' }] } }),
    'export type A = {\n  a?: string;\n} | null;',
  );
});
