import t from 'tap';
import {
  Body,
  Controller,
  Depends,
  Form,
  Get,
  Model,
  PasswordForm,
  Post,
  Security,
  Type,
  constantTimeEqual,
  dependency,
  hashPassword,
  requiredScopes,
  security,
  unauthorized,
  verifyPassword,
} from '#src/index.js';
import type { AnyCredentials, BasicCredentials, RequiredScopes, Yielded } from '#src/index.js';
import { jwt } from '#src/security/jwt.js';
import { startApp } from '../fixtures/start-app.js';

const bearer = security.bearer({ realm: 'shop' });
const optionalBearer = security.bearer({ optional: true });
const basic = security.basic();
const key = security.apiKey({ in: 'header', name: 'X-API-Key' });
const either = security.any({ token: security.bearer(), key });

class Item extends Model({ name: Type.String({ minLength: 3 }) }) {}

@Controller('/')
class SchemesController {
  @Get('/bearer', { response: Type.String() })
  bearer(@Depends(bearer) token: string): string {
    return token;
  }

  @Get('/optional', { response: Type.String() })
  optional(@Depends(optionalBearer) token: string | undefined): string {
    return token ?? 'stranger';
  }

  @Get('/basic', { response: Type.String() })
  basic(@Depends(basic) login: BasicCredentials): string {
    return login.username;
  }

  @Get('/either', { response: Type.String() })
  either(@Depends(either) credentials: AnyCredentials<{ token: typeof bearer; key: typeof key }>): string {
    return `${credentials.by} ${credentials.credentials}`;
  }

  @Post('/items', { response: Item })
  create(@Body(Item) item: Item, @Depends(bearer) _token: string): Item {
    return item;
  }
}

t.test('answers missing credentials with 401, a challenge and a problem', async (t) => {
  const app = await startApp(t, { controllers: [SchemesController] });
  for (const [path, challenge] of [
    ['/bearer', 'Bearer realm="shop"'],
    ['/basic', 'Basic realm="api", charset="UTF-8"'],
    ['/either', 'Bearer, APIKey'],
  ] as const) {
    const response = await app.inject(path);
    t.equal(response.statusCode, 401);
    t.equal(response.headers['www-authenticate'], challenge);
    t.match(response.headers['content-type'], /^application\/problem\+json/);
    t.match(response.json(), { status: 401, code: 'unauthorized', detail: 'Not authenticated' });
  }
});

t.test('answers as FastAPI does in its envelope', async (t) => {
  const app = await startApp(t, { controllers: [SchemesController], errors: 'fastapi' });
  const response = await app.inject('/basic');
  t.strictSame([response.statusCode, response.json()], [401, { detail: 'Not authenticated' }]);
});

t.test('hands credentials to the handler', async (t) => {
  const app = await startApp(t, { controllers: [SchemesController] });
  const read = async (path: string, headers: Record<string, string> = {}) => (await app.inject({ path, headers })).json<unknown>();
  t.equal(await read('/bearer', { authorization: 'Bearer abc' }), 'abc');
  t.equal(await read('/optional'), 'stranger');
  t.equal(await read('/optional', { authorization: 'Bearer abc' }), 'abc');
  t.equal(await read('/basic', { authorization: `Basic ${Buffer.from('ada:x').toString('base64')}` }), 'ada');
  t.equal(await read('/either', { 'x-api-key': 'k' }), 'key k');
});

t.test('refuses before the body is read: no word of what is wrong with it', async (t) => {
  const app = await startApp(t, { controllers: [SchemesController] });
  const response = await app.inject({ method: 'POST', path: '/items', headers: { 'content-type': 'application/json' }, payload: '{"name": ' });
  t.equal(response.statusCode, 401);
  t.notMatch(response.body, /JSON|name/);
  const allowed = await app.inject({ method: 'POST', path: '/items', headers: { authorization: 'Bearer x' }, payload: { name: 'ab' } });
  t.equal(allowed.statusCode, 422);
});

const signIn = { tokenUrl: 'token', scopes: { 'items:read': 'Read items', 'items:write': 'Create items' } };
const login = security.oauth2Password(signIn);
const tokens = jwt({
  keys: { secret: 'a secret of thirty-two characters, at least' },
  algorithms: ['HS256'],
  issuer: 'shop',
  claims: Type.Object({ sub: Type.String(), scope: Type.String({ default: '' }) }),
});
const claims = tokens.claims(login);
type Claims = Yielded<typeof claims>;
const currentUser = dependency({ claims }, ({ claims: { sub } }) => {
  if (sub === 'gone') throw unauthorized({ scheme: login });
  return { name: sub };
});
const reader = dependency({ user: Security(currentUser, ['items:read']) }, ({ user }) => user.name);
const maybeUser = dependency(
  { claims: tokens.claims(security.oauth2Password({ ...signIn, optional: true })) },
  ({ claims: found }) => found?.sub ?? 'stranger',
);

@Controller('/')
class TokensController {
  readonly #cost = { ln: 10, r: 1, p: 1 };
  readonly #passwordHash = hashPassword('correct horse', this.#cost);

  @Post('/token', { response: Type.Object({ access_token: Type.String(), token_type: Type.Literal('bearer') }) })
  async signIn(@Form(PasswordForm) form: PasswordForm): Promise<{ access_token: string; token_type: 'bearer' }> {
    const isKnown = form.username === 'ada';
    if (!(await verifyPassword(form.password, isKnown ? await this.#passwordHash : undefined, this.#cost)))
      throw unauthorized({ scheme: login, detail: 'Incorrect username or password' });
    return { access_token: await tokens.issue({ sub: form.username, scope: form.scopes.join(' ') }), token_type: 'bearer' };
  }

  @Get('/me', { response: Type.String() })
  me(@Depends(currentUser) user: { name: string }): string {
    return user.name;
  }

  @Get('/claims', { response: Type.Unknown() })
  claims(@Depends(claims) found: Claims): unknown {
    return found;
  }

  @Get('/items', { response: Type.String() })
  items(@Depends(reader) name: string): string {
    return name;
  }

  @Get('/both', { response: Type.String() })
  both(@Depends(reader) name: string, @Security(currentUser, ['items:write']) user: { name: string }): string {
    return name + user.name;
  }

  @Get('/needed', { response: Type.Array(Type.String()) })
  needed(@Security(requiredScopes, ['b', 'a']) needed: RequiredScopes): readonly string[] {
    return needed.scopes;
  }

  @Get('/maybe', { response: Type.String() })
  maybe(@Depends(maybeUser) name: string): string {
    return name;
  }

  @Get('/maybe-writer', { response: Type.String() })
  maybeWriter(@Security(maybeUser, ['items:write']) name: string): string {
    return name;
  }
}

t.test('signs in with a password and reads with the token', async (t) => {
  const app = await startApp(t, { controllers: [TokensController] });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const signIn = async (payload: string) => app.inject({ method: 'POST', path: '/token', headers: form, payload });
  const wrong = await signIn('username=ada&password=wrong');
  t.match(wrong.json(), { status: 401, detail: 'Incorrect username or password' });
  t.match((await signIn('username=eve&password=correct+horse')).json(), { status: 401, detail: 'Incorrect username or password' });

  const { access_token: token } = (await signIn('grant_type=password&username=ada&password=correct+horse&scope=items:read')).json<{ access_token: string }>();
  const read = async (path: string) => app.inject({ path, headers: { authorization: `Bearer ${token}` } });
  t.equal((await read('/me')).json(), 'ada');
  t.match((await read('/claims')).json(), { sub: 'ada', scope: 'items:read', iss: 'shop' });
  t.equal((await read('/items')).json(), 'ada');
  t.equal((await read('/maybe')).json(), 'ada');
});

t.test('refuses forged and expired tokens with one kind of answer', async (t) => {
  const app = await startApp(t, { controllers: [TokensController] });
  const read = async (token: string) => app.inject({ path: '/me', headers: { authorization: `Bearer ${token}` } });
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"ada","iss":"shop","exp":9999999999}').toString('base64url')}.`;
  for (const token of ['forged', unsigned, await tokens.issue({ sub: 'gone', scope: '' })]) {
    const response = await read(token);
    t.match(response.json(), { status: 401, code: 'invalid_token', detail: 'Could not validate credentials' });
    t.equal(response.headers['www-authenticate'], 'Bearer error="invalid_token", error_description="Could not validate credentials"');
  }
  const expired = await read(await tokens.issue({ sub: 'ada', scope: '' }, { expiresIn: -1 }));
  t.match(expired.json(), { status: 401, code: 'token_expired', detail: 'The token has expired' });
});

t.test('asks for the scopes of the whole way', async (t) => {
  const app = await startApp(t, { controllers: [TokensController] });
  const read = async (path: string, scope: string) => app.inject({ path, headers: { authorization: `Bearer ${await tokens.issue({ sub: 'ada', scope })}` } });
  t.equal((await read('/items', 'items:read more')).statusCode, 200);
  const refused = await read('/items', 'items:write');
  t.match(refused.json(), { status: 403, code: 'insufficient_scope', detail: 'Not enough permissions' });
  t.equal(refused.headers['www-authenticate'], 'Bearer error="insufficient_scope", scope="items:read"');
  t.equal((await read('/both', 'items:read')).statusCode, 403);
  t.equal((await read('/both', 'items:write')).statusCode, 403);
  t.equal((await read('/both', 'items:read items:write')).json(), 'adaada');
  t.equal((await read('/me', '')).statusCode, 200);
  t.strictSame((await read('/needed', '')).json(), ['a', 'b']);
});

t.test('lets strangers in where the scheme is optional, but not where a scope is asked for', async (t) => {
  const app = await startApp(t, { controllers: [TokensController] });
  t.equal((await app.inject('/maybe')).json(), 'stranger');
  t.equal((await app.inject('/maybe-writer')).statusCode, 401);
  t.equal((await app.inject({ path: '/maybe', headers: { authorization: 'Bearer forged' } })).statusCode, 401);
});

t.test('describes what a route requires, alternatives and scopes included', async (t) => {
  const app = await startApp(t, { controllers: [SchemesController, TokensController] });
  const securityOf = (path: string) =>
    app.routes.find((route) => route.path.openapi === path)?.security.map(({ scheme, scopes }) => [scheme.name, scheme.optional, scopes]);
  t.strictSame(securityOf('/bearer'), [['HTTPBearer', false, []]]);
  t.strictSame(securityOf('/optional'), [['HTTPBearer', true, []]]);
  t.strictSame(securityOf('/either'), [['HTTPBearer or APIKeyHeader', false, []]]);
  t.strictSame(securityOf('/both'), [['OAuth2PasswordBearer', false, ['items:read', 'items:write']]]);
});

t.test('is replaced in tests like any dependency', async (t) => {
  const app = await startApp(t, { controllers: [SchemesController] });
  app.override(bearer, () => 'replaced');
  t.equal((await app.inject('/bearer')).json(), 'replaced');
});

const fixedKey = dependency({ given: key }, ({ given }) => constantTimeEqual(given, 'the key') || unauthorized.throw({ scheme: key }));

@Controller('/guarded', { dependencies: [fixedKey] })
class GuardedController {
  @Get('/', { response: Type.String() })
  read(): string {
    return 'inside';
  }
}

t.test('guards a controller with a fixed key', async (t) => {
  const app = await startApp(t, { controllers: [GuardedController] });
  t.equal((await app.inject({ path: '/guarded', headers: { 'x-api-key': 'the key' } })).json(), 'inside');
  const refused = await app.inject({ path: '/guarded', headers: { 'x-api-key': 'another' } });
  t.strictSame([refused.statusCode, refused.headers['www-authenticate']], [401, 'APIKey']);
});
