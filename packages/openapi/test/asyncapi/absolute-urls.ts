import t from 'tap';
import { withAbsoluteUrls } from '#src/asyncapi/absolute-urls.js';

t.test('makes addresses absolute and leaves everything else', (t) => {
  const given = { externalDocs: { url: 'more' }, flows: [{ tokenUrl: '/token', scopes: { url: 1 } }], 'x-own': { url: '/kept' }, name: '/kept', no: null };
  t.strictSame(withAbsoluteUrls(given, 'https://example.com/a/b'), {
    ...given,
    externalDocs: { url: 'https://example.com/a/more' },
    flows: [{ tokenUrl: 'https://example.com/token', scopes: { url: 1 } }],
  });
  t.end();
});
