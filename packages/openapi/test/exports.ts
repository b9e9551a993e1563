import t from 'tap';
import * as internal from '@typhoon/openapi/internal';
import * as openapi from '#src/index.js';

t.test('exports what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(openapi).sort(), ['openapi', 'openapiDocuments', 'openapiPages', 'toAsyncApi', 'toDocument']);
});

t.test('exports to other packages of ours what they need', async (t) => {
  t.strictSame(Object.keys(internal).sort(), ['DOCUMENT_RULES', 'PAGES_RULES']);
});
