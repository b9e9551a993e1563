import t from 'tap';
import {
  Controller,
  Depends,
  Form,
  Get,
  HttpError,
  Model,
  PasswordForm,
  Post,
  Security,
  Type,
  constantTimeEqual,
  dependency,
  requiredScopes,
  security,
  unauthorized,
} from '#src/index.js';
import { detail, exchange, issue, missing } from '../../fixtures/exchanges.js';

class User extends Model({ username: Type.String(), email: Type.String(), disabled: Type.Boolean() }) {}

const USERS: Readonly<Record<string, User & { password: string }>> = {
  johndoe: { username: 'johndoe', email: 'johndoe@example.com', disabled: false, password: 'secret' },
  alice: { username: 'alice', email: 'alice@example.com', disabled: true, password: 'secret2' },
};

const oauth2 = security.oauth2Password({ tokenUrl: 'token', scopes: { me: 'Read information about the current user.', items: 'Read items.' } });

const currentUser = dependency(
  { token: oauth2 },
  ({ token }) => USERS[token] ?? unauthorized.throw({ scheme: oauth2, detail: 'Invalid authentication credentials' }),
);
const activeUser = dependency({ user: currentUser }, ({ user }) => {
  if (user.disabled) throw new HttpError(400, 'Inactive user');
  return user;
});
const scopedUser = dependency({ token: oauth2, needed: requiredScopes }, ({ token, needed }) => {
  needed.require('me');
  return token;
});

const basic = security.basic();
const login = dependency({ credentials: basic }, ({ credentials }) => {
  const isRight = [constantTimeEqual(credentials.username, 'stanleyjobson'), constantTimeEqual(credentials.password, 'swordfish')].every(Boolean);
  return isRight ? credentials.username : unauthorized.throw({ scheme: basic, detail: 'Incorrect username or password' });
});

class StrictForm extends Model({ grant_type: Type.String({ pattern: '^password$' }), username: Type.String(), password: Type.String() }) {}

@Controller('')
class SecurityController {
  @Get('/items')
  token(@Depends(oauth2) token: string): unknown {
    return { token };
  }

  @Post('/token')
  signIn(@Form(PasswordForm) form: PasswordForm): unknown {
    const user = USERS[form.username];
    if (user?.password !== form.password) throw new HttpError(400, 'Incorrect username or password');
    return { access_token: user.username, token_type: 'bearer' };
  }

  @Post('/strict-token')
  strict(@Form(StrictForm) form: StrictForm): unknown {
    return form;
  }

  @Get('/users/me', { response: User })
  me(@Depends(activeUser) user: User): User {
    return user;
  }

  @Get('/scoped')
  scoped(@Security(scopedUser, ['me']) token: string): unknown {
    return { token };
  }

  @Get('/scoped-items')
  scopedItems(@Security(scopedUser, ['me', 'items']) token: string): unknown {
    return { token };
  }

  @Get('/basic')
  basic(@Depends(login) username: string): unknown {
    return { username };
  }

  @Get('/bearer')
  bearer(@Depends(security.bearer({ name: 'Other' })) token: string): unknown {
    return { token };
  }

  @Get('/optional')
  optional(@Depends(security.bearer({ name: 'Maybe', optional: true })) token: string | undefined): unknown {
    return token === undefined ? { msg: 'Create an account first' } : { token };
  }

  @Get('/key-header')
  keyHeader(@Depends(security.apiKey({ in: 'header', name: 'key' })) key: string): unknown {
    return { key };
  }

  @Get('/key-query')
  keyQuery(@Depends(security.apiKey({ in: 'query', name: 'key' })) key: string): unknown {
    return { key };
  }

  @Get('/key-cookie')
  keyCookie(@Depends(security.apiKey({ in: 'cookie', name: 'key' })) key: string): unknown {
    return { key };
  }

  @Get('/digest')
  digest(@Depends(security.http('digest')) credentials: string): unknown {
    return { credentials };
  }
}

const NOT_AUTHENTICATED = { status: 401, gives: { detail: 'Not authenticated' } };
const BEARER = { ...NOT_AUTHENTICATED, carries: { 'www-authenticate': 'Bearer' } };

function as(credentials: string): { headers: { authorization: string } } {
  return { headers: { authorization: credentials } };
}

function basicOf(text: string): { headers: { authorization: string } } {
  return as(`Basic ${Buffer.from(text).toString('base64')}`);
}

exchange(t, 'security schemes', { controllers: [SecurityController] }, [
  { ask: 'GET /items', ...BEARER },
  { ask: 'GET /items', ...as('Notexistent testtoken'), ...BEARER },
  { ask: 'GET /items', ...as('Bearer testtoken'), gives: { token: 'testtoken' } },
  {
    ask: 'POST /token',
    form: [
      ['username', 'johndoe'],
      ['password', 'secret'],
    ],
    gives: { access_token: 'johndoe', token_type: 'bearer' },
  },
  {
    ask: 'POST /token',
    form: [
      ['username', 'johndoe'],
      ['password', 'incorrect'],
    ],
    status: 400,
    gives: { detail: 'Incorrect username or password' },
  },
  { ask: 'POST /strict-token', ...detail(missing(['body', 'grant_type'], {}), missing(['body', 'username'], {}), missing(['body', 'password'], {})) },
  {
    ask: 'POST /strict-token',
    form: [
      ['username', 'johndoe'],
      ['password', 'secret'],
      ['grant_type', 'incorrect'],
    ],
    ...detail(issue('string_pattern_mismatch', ['body', 'grant_type'], "String should match pattern '^password$'", 'incorrect', { pattern: '^password$' })),
  },
  { ask: 'GET /users/me', ...BEARER },
  { ask: 'GET /users/me', ...as('Bearer johndoe'), gives: { username: 'johndoe', email: 'johndoe@example.com', disabled: false } },
  { ask: 'GET /users/me', ...as('Bearer nonexistent'), status: 401, gives: { detail: 'Invalid authentication credentials' } },
  { ask: 'GET /users/me', ...as('Bearer alice'), status: 400, gives: { detail: 'Inactive user' } },
  { ask: 'GET /scoped', ...as('Bearer x'), gives: { token: 'x' } },
  // FastAPI's example answers with 401; RFC 6750 §3.1 has 403 for it.
  { ask: 'GET /scoped-items', ...as('Bearer x'), status: 403, gives: { detail: 'Not enough permissions' } },
  { ask: 'GET /basic', ...NOT_AUTHENTICATED, carries: { 'www-authenticate': 'Basic realm="api", charset="UTF-8"' } },
  { ask: 'GET /basic', ...as('Basic notabase64token'), ...NOT_AUTHENTICATED },
  { ask: 'GET /basic', ...basicOf('johnsecret'), ...NOT_AUTHENTICATED },
  { ask: 'GET /basic', ...basicOf('alice:swordfish'), status: 401, gives: { detail: 'Incorrect username or password' } },
  { ask: 'GET /basic', ...basicOf('stanleyjobson:swordfish'), gives: { username: 'stanleyjobson' } },
  { ask: 'GET /bearer', ...BEARER },
  { ask: 'GET /bearer', ...as('Basic notreally'), ...BEARER },
  { ask: 'GET /bearer', ...as('Bearer foobar'), gives: { token: 'foobar' } },
  { ask: 'GET /optional', gives: { msg: 'Create an account first' } },
  { ask: 'GET /optional', ...as('Other foobar'), gives: { msg: 'Create an account first' } },
  { ask: 'GET /key-header', ...NOT_AUTHENTICATED, carries: { 'www-authenticate': 'APIKey' } },
  { ask: 'GET /key-header', headers: { key: 'secret' }, gives: { key: 'secret' } },
  { ask: 'GET /key-query', ...NOT_AUTHENTICATED },
  { ask: 'GET /key-query?key=secret', gives: { key: 'secret' } },
  { ask: 'GET /key-cookie', ...NOT_AUTHENTICATED },
  { ask: 'GET /key-cookie', headers: { cookie: 'key=secret' }, gives: { key: 'secret' } },
  { ask: 'GET /digest', ...NOT_AUTHENTICATED, carries: { 'www-authenticate': 'Digest' } },
  { ask: 'GET /digest', ...as('Digest foobar'), gives: { credentials: 'foobar' } },
  { ask: 'GET /digest', ...as('Other invalid'), ...NOT_AUTHENTICATED },
]);
