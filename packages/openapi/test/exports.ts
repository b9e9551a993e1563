import t from 'tap';
import * as openapi from '#src/index.js';

t.test('exports what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(openapi).sort(), ['openapi', 'openapiDocuments', 'openapiPages', 'toAsyncApi', 'toDocument']);
});
