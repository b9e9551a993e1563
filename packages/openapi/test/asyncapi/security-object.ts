import { security } from '@typhoon/core';
import type { RouteDefinition, SecurityRequirement, SecurityScheme } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { toAsyncApiScheme, toOperationSecurity } from '#src/asyncapi/security-object.js';
import type { OperationSecurity } from '#src/asyncapi/security-object.js';
import { SecuritySchemes } from '#src/security-scheme-object.js';

const oauth2 = security.oauth2Password({ tokenUrl: '/token', scopes: { talk: 'May talk.' } }).scheme;
const bearer = security.bearer().scheme;
const key = security.apiKey({ in: 'cookie', name: 'session' }).scheme;

function securityOf(...requirements: readonly SecurityRequirement[]): OperationSecurity {
  return toOperationSecurity({ security: requirements, place: 'here' } as unknown as RouteDefinition, new SecuritySchemes(new ProblemList()));
}

const without = (scheme: SecurityScheme): SecurityRequirement => ({ scheme, scopes: [] });

t.test('refers to schemes; one with scopes stands in the operation', (t) => {
  t.strictSame(securityOf(), {});
  t.strictSame(securityOf(without(bearer)), { security: [{ $ref: '#/components/securitySchemes/HTTPBearer' }] });
  t.match(securityOf({ scheme: oauth2, scopes: ['talk'] }), { security: [{ type: 'oauth2', scopes: ['talk'] }] });
  t.end();
});

t.test('says as OpenAPI does what AsyncAPI cannot: two at once, or none', (t) => {
  t.strictSame(securityOf(without(bearer), without(key)), {
    security: [{ $ref: '#/components/securitySchemes/HTTPBearer' }, { $ref: '#/components/securitySchemes/APIKeyCookie' }],
    'x-security': [{ HTTPBearer: [], APIKeyCookie: [] }],
  });
  t.strictSame(securityOf(without({ ...bearer, optional: true })), { 'x-security': [{ HTTPBearer: [] }, {}] });
  t.end();
});

t.test('writes schemes in the words of AsyncAPI', (t) => {
  t.strictSame(toAsyncApiScheme(key.document), { type: 'httpApiKey', in: 'cookie', name: 'session' });
  t.strictSame(toAsyncApiScheme(oauth2.document)['flows'], { password: { tokenUrl: '/token', availableScopes: { talk: 'May talk.' } } });
  t.strictSame(toAsyncApiScheme(bearer.document), bearer.document);
  t.end();
});

t.test('says that a token may follow a subprotocol, where browsers can sign in so', (t) => {
  const schemes = new SecuritySchemes(new ProblemList());
  const scheme = { ...bearer, inSubprotocol: true };
  toOperationSecurity({ security: [without(scheme)], place: 'here' } as unknown as RouteDefinition, schemes);
  t.match(schemes.toComponents(), { HTTPBearer: { 'x-subprotocol': 'bearer' } });
  t.end();
});
