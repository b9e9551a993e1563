import t from 'tap';
import { modelsOf } from '../../fixtures/generated.js';

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

t.test('a type that is itself loses the reference that closes the circle', async (t) => {
  t.equal(await modelsOf({ A: { oneOf: [to('A'), { type: 'string' }] } }), 'export type A = string;');
  t.equal(await modelsOf({ A: to('B'), B: to('A') }).catch((error: unknown) => (error as { code: string }).code), 'TYPHOON_ERR_CLIENT_REFERENCE');
  const text = await modelsOf({ A: { oneOf: [to('B'), { type: 'string' }] }, B: { anyOf: [to('A'), { type: 'number' }] } });
  t.match(text, 'export type A = B | string;');
  t.match(text, 'export type B = number;');
});

t.test('objects and lists may contain what they are in', async (t) => {
  t.equal(
    await modelsOf({ Json: { oneOf: [{ type: 'string' }, { type: 'array', items: to('Json') }, { type: 'object', additionalProperties: to('Json') }] } }),
    'export type Json =\n  | string\n  | Json[]\n  | {\n      [key: string]: Json;\n    };',
  );
});
