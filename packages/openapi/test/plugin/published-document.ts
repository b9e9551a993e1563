import t from 'tap';
import { toDocumentPaths } from '#src/plugin/published-document.js';

t.test('decides where a document and its pages are', (t) => {
  t.strictSame(toDocumentPaths({}), {
    json: '/openapi.json',
    yaml: '/openapi.yaml',
    asyncapiJson: '/asyncapi.json',
    asyncapiYaml: '/asyncapi.yaml',
    swaggerUi: '/docs',
    redoc: '/redoc',
    oauth2Redirect: '/docs/oauth2-redirect',
  });
  t.strictSame(toDocumentPaths({ name: 'internal', yaml: null }), {
    json: '/internal.json',
    yaml: null,
    asyncapiJson: '/internal-asyncapi.json',
    asyncapiYaml: '/internal-asyncapi.yaml',
    swaggerUi: '/docs/internal',
    redoc: '/redoc/internal',
    oauth2Redirect: '/docs/internal/oauth2-redirect',
  });
  t.match(toDocumentPaths({ swaggerUi: '/' }), { swaggerUi: '/', oauth2Redirect: '/oauth2-redirect' });
  t.match(toDocumentPaths({ swaggerUi: null, redoc: '/', oauth2Redirect: '/back' }), { swaggerUi: null, redoc: '/', oauth2Redirect: '/back' });
  t.end();
});
