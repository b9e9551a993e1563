import {
  AccessToken,
  Controller,
  Depends,
  Form,
  Get,
  HttpError,
  PasswordForm,
  Post,
  Security,
  Type,
  createApp,
  dependency,
  reply,
  secret,
  security,
  settings,
  unauthorized,
} from 'typhoon';
import { jwt } from 'typhoon/jwt';
import { AccountStore } from './password-store.js';
import type { Account } from './password-store.js';

export const config = settings(Type.Object({ jwtSecret: secret(Type.String({ minLength: 32 })) }));

const tokens = jwt({
  keys: () => ({ secret: config.value.jwtSecret }),
  algorithms: ['HS256'],
  issuer: 'shop',
  expiresIn: 15 * 60,
  claims: Type.Object({ sub: Type.String(), scope: Type.String() }),
});

const login = security.oauth2Password({
  tokenUrl: 'token',
  scopes: { 'items:read': 'See items', 'items:write': 'Create and change items' },
});

export const accounts = dependency(
  {},
  async () => {
    const store = new AccountStore();
    await store.add('ada', 'correct horse', ['items:read', 'items:write']);
    await store.add('bob', 'battery staple', ['items:read']);
    return store;
  },
  { name: 'accounts', lifetime: 'singleton' },
);

const currentUser = dependency({ claims: tokens.claims(login), accounts }, ({ claims, accounts }) => {
  return accounts.find(claims.sub) ?? unauthorized.throw({ scheme: login });
});

@Controller('/token', { tags: ['sign-in'] })
export class TokenController {
  constructor(@Depends(accounts) private readonly accounts: AccountStore) {}

  @Post('/', { responses: { 200: { response: AccessToken } } })
  async signIn(@Form(PasswordForm) form: PasswordForm) {
    const account = await this.accounts.signIn(form.username, form.password);
    if (account === undefined) throw new HttpError(400, 'Incorrect username or password');
    const scopes = form.scopes.length === 0 ? account.scopes : account.scopes.filter((scope) => form.scopes.includes(scope));
    const token = await tokens.issue({ sub: account.name, scope: scopes.join(' ') });
    return reply(200, { access_token: token, token_type: 'bearer' } as const, { 'cache-control': 'no-store' });
  }
}

@Controller('/items', { tags: ['items'] })
export class ItemsController {
  @Get('/', { response: Type.String() })
  list(@Security(currentUser, ['items:read']) user: Account) {
    return `What ${user.name} may see`;
  }

  @Post('/', { status: 201, response: Type.String() })
  create(@Security(currentUser, ['items:write']) user: Account) {
    return `Created by ${user.name}`;
  }
}

export const app = createApp({ title: 'Tokens and scopes', version: '1.0.0', license: 'MIT', controllers: [TokenController, ItemsController] });
