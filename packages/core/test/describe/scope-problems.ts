import t from 'tap';
import { BootError } from '#src/errors.js';
import { Controller, Get, Security, Type, createApp, dependency, security } from '#src/index.js';
import type { Dependency } from '#src/index.js';

function boot(user: Dependency<unknown>, ...scopes: string[]): readonly string[] {
  @Controller('/items')
  class ItemsController {
    @Get('/', { response: Type.String() })
    list(@Security(user, scopes) _user: unknown) {
      return 'items';
    }
  }

  try {
    createApp({ controllers: [ItemsController] });
    return [];
  } catch (error) {
    if (BootError.is(error)) return error.problems.map(({ message }) => message);
    throw error;
  }
}

const scopes = { 'items:read': 'See items', 'items:write': 'Change items' };
const login = security.oauth2Password({ tokenUrl: 'token', scopes });
const userOf = (scheme: Dependency<unknown>) => dependency({ scheme }, () => ({ name: 'Ada' }));

t.test('names a scope that no client can get, and the one that was meant', async (t) => {
  t.strictSame(boot(userOf(login), 'items:raed', 'admin', 'items:write'), [
    "ItemsController.list: the scope 'admin' is asked for, but OAuth2PasswordBearer has only 'items:read', 'items:write'. Add it there: { 'admin': 'What it allows' }.",
    "ItemsController.list: the scope 'items:raed' is asked for, but OAuth2PasswordBearer has only 'items:read', 'items:write'. Write 'items:read', or add 'items:raed' there.",
  ]);
});

t.test('leaves those alone that a scheme has, or may have', async (t) => {
  const other = security.oauth2ClientCredentials({ tokenUrl: 'token', scopes: { admin: 'Everything' } });
  const both = dependency({ login, other }, () => ({ name: 'Ada' }));
  t.strictSame(boot(userOf(login), 'items:read'), []);
  t.strictSame(boot(both, 'items:read', 'admin'), [], 'each is declared by one of two schemes');
  t.strictSame(boot(userOf(security.oauth2Password({ tokenUrl: 'token' })), 'whatever'), [], 'a scheme without scopes');
  t.strictSame(boot(userOf(security.openIdConnect('https://id.example/.well-known')), 'whatever'), []);
  t.strictSame(boot(userOf(security.bearer()), 'whatever'), []);
  t.strictSame(boot(userOf(security.any({ login, key: security.apiKey({ in: 'header', name: 'x-key' }) })), 'whatever'), []);
});
