import t from 'tap';
import type { OpenApiDocument } from '#src/document.js';
import { toContentSecurityPolicy } from '#src/plugin/content-security-policy.js';
import { INFO } from '../fixtures/documents.js';

const DOCUMENT: OpenApiDocument = { openapi: '3.1.1', info: INFO, servers: [{ url: '/' }], paths: {} };

function directivesOf(policy: string): Record<string, string> {
  return Object.fromEntries(policy.split('; ').map((directive) => [directive.slice(0, directive.indexOf(' ')), directive.slice(directive.indexOf(' ') + 1)]));
}

t.test('allows scripts and styles of our own only, and nothing inline', (t) => {
  const directives = directivesOf(toContentSecurityPolicy({}, DOCUMENT));
  t.match(directives, { 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'connect-src': "'self'", 'base-uri': "'none'" });
  t.notMatch(Object.values(directives).join(' '), /unsafe/);
  t.end();
});

t.test('allows requests to the origins that the document names', (t) => {
  const document: OpenApiDocument = {
    ...DOCUMENT,
    servers: [{ url: '/' }, { url: 'https://{region}.example.com:8443/v1' }],
    paths: { '/a': { servers: [{ url: 'https://path.example.com' }], get: { servers: [{ url: 'http://operation.example.com/x' }] } } },
    components: {
      securitySchemes: {
        login: {
          type: 'oauth2',
          flows: { password: { tokenUrl: 'token' }, authorizationCode: { tokenUrl: 'https://id.example.com/token', refreshUrl: 'https://re.example.com/' } },
        },
        oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://oidc.example.com/.well-known/openid-configuration' },
      },
    },
  };
  t.equal(
    directivesOf(toContentSecurityPolicy({}, document))['connect-src'],
    "'self' http://operation.example.com https://*.example.com:8443 https://id.example.com https://oidc.example.com https://path.example.com https://re.example.com",
  );
  t.end();
});

t.test('takes no more of an address than an origin, and none that would end the directive', (t) => {
  const document = {
    ...DOCUMENT,
    servers: [{ url: "https://a.example.com; script-src 'unsafe-inline'" }, { url: 'javascript:alert(1)' }, { url: 'https://user@b/' }],
  };
  t.equal(directivesOf(toContentSecurityPolicy({}, document))['connect-src'], "'self'");
  t.end();
});

t.test('adds sources of the user', (t) => {
  const policy = toContentSecurityPolicy({}, DOCUMENT, { 'img-src': ['https://cdn.example.com'], 'default-src': ["'self'"], 'media-src': ['blob:'] });
  t.match(directivesOf(policy), { 'img-src': "'self' data: https://cdn.example.com", 'default-src': "'self'", 'media-src': 'blob:' });
  t.end();
});
