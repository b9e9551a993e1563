import t from 'tap';
import { documentOf, filesOf, json } from '../../fixtures/generated.js';

const problem = (code: string) => json({ type: 'object', properties: { code: { const: code } }, required: ['code'] });

t.test('errors are listed by code and by status, those declared twice as a union', async (t) => {
  const paths = {
    '/a': { get: { responses: { 404: problem('a_not_found'), default: {} } } },
    '/b': { get: { responses: { 404: problem("it's") } } },
    '/c': { get: { responses: { 404: problem('a_not_found') } } },
  };
  const index = (await filesOf(documentOf({ paths }), { width: 1000 }))['index.ts'] ?? '';
  t.equal(index.match(/ {2}404:[^]*?a_not_found[^]*?it's/g)?.length, 1);
  t.match(index, '  "it\'s": Failure<');
  t.match(index, '  a_not_found: Failure<');
  t.match(index, 'export const isError = defineIsError<Errors>();');
});

t.test('an empty document gives an empty client', async (t) => {
  const files = await filesOf(documentOf({ components: { securitySchemes: { A: { type: 'http', scheme: 'basic' } } } }));
  t.strictSame(Object.keys(files), ['index.ts', 'models.ts']);
  t.match(files['index.ts'], 'export interface Client {}');
  t.match(files['index.ts'], '  return {};\n}');
});
