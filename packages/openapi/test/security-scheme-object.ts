import { Controller, Depends, Get, Security, dependency, security } from '@typhoon/core';
import t from 'tap';
import { toDocument } from '#src/document.js';
import { INFO, documentOf, routesOf } from './fixtures/documents.js';

const bearer = security.bearer();
const key = security.apiKey({ in: 'header', name: 'X-Key' });
const optionalKey = security.apiKey({ in: 'query', name: 'key', optional: true });
const login = security.oauth2Password({ tokenUrl: 'token', scopes: { read: 'Read', write: 'Write' } });
const reader = dependency({ token: login }, ({ token }) => token);
const writer = dependency({ user: Security(reader, ['write']) }, ({ user }) => user);

@Controller('/guarded')
class GuardedController {
  @Get('/all')
  all(@Depends(bearer) _token: string, @Depends(key) _key: string): string {
    return '';
  }

  @Get('/any')
  any(@Depends(security.any({ token: bearer, key })) _credentials: unknown): string {
    return '';
  }

  @Get('/optional')
  optional(@Depends(bearer) _token: string, @Depends(optionalKey) _key: unknown): string {
    return '';
  }

  @Get('/scopes')
  scopes(@Security(writer, ['read']) _user: string): string {
    return '';
  }

  @Get('/open')
  open(): string {
    return '';
  }
}

t.test('asks for all schemes of a route, for any of alternatives, and for the scopes gathered', async (t) => {
  const document = await documentOf(t, [GuardedController]);
  const securityOf = (path: string): unknown => (document.paths[`/guarded/${path}`]?.['get'] as { security?: unknown }).security;
  t.strictSame(securityOf('all'), [{ HTTPBearer: [], APIKeyHeader: [] }]);
  t.strictSame(securityOf('any'), [{ HTTPBearer: [] }, { APIKeyHeader: [] }]);
  t.strictSame(securityOf('optional'), [{ HTTPBearer: [], APIKeyQuery: [] }, { HTTPBearer: [] }]);
  t.strictSame(securityOf('scopes'), [{ OAuth2PasswordBearer: ['read', 'write'] }]);
  t.equal(securityOf('open'), undefined);
  t.strictSame(Object.keys(document.components?.securitySchemes ?? {}), ['APIKeyHeader', 'APIKeyQuery', 'HTTPBearer', 'OAuth2PasswordBearer']);
  t.match(document.components?.securitySchemes?.['OAuth2PasswordBearer'], {
    type: 'oauth2',
    flows: { password: { tokenUrl: 'token', scopes: { read: 'Read', write: 'Write' } } },
  });
  t.match((document.paths['/guarded/scopes']?.['get'] as { responses: object }).responses, { 401: {}, 403: { $ref: '#/components/responses/Forbidden' } });
});

t.test('refuses two schemes of one name, of routes that were described apart', (t) => {
  const other = security.apiKey({ in: 'header', name: 'X-Other' });
  @Controller('/other')
  class OtherController {
    @Get('/')
    read(@Depends(other) _other: string): string {
      return '';
    }
  }
  t.throws(() => toDocument([...routesOf(GuardedController), ...routesOf(OtherController)], { info: INFO }), {
    code: 'TYPHOON_ERR_OPENAPI_CONFLICT',
    message: /OtherController.read: another security scheme is named 'APIKeyHeader' too, first used by GuardedController.all/,
  });
  t.end();
});
