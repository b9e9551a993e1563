import type { Jwt } from 'typhoon/jwt';
import { AccessToken, Controller, Depends, Form, PasswordForm, Post, Type, reply, verifyPassword } from 'typhoon';
import { WrongPassword } from './account-errors.js';
import { AccountStore } from './account-store.js';
import type { AccountRow } from './account-table.js';
import { TOKEN_LIFETIME, tokens } from './tokens.js';
import type { TokenClaims } from './tokens.js';

const cacheControl = { schema: Type.Literal('no-store') };

@Controller('/token', { tags: ['accounts'] })
export class SignInController {
  constructor(
    @Depends(AccountStore) private readonly accounts: AccountStore,
    @Depends(tokens) private readonly tokens: Jwt<typeof TokenClaims>,
  ) {}

  @Post('/', {
    summary: 'Sign in',
    description: 'Where no `scope` is asked for, the token allows everything that the account may do; otherwise what was asked for and the account may do.',
    responses: { 200: { response: AccessToken, headers: { 'cache-control': cacheControl } } },
    throws: [WrongPassword],
  })
  async signIn(@Form(PasswordForm) form: PasswordForm) {
    const account = await this.accounts.findByEmail(form.username);
    const isRight = await verifyPassword(form.password, account?.passwordHash);
    if (account === undefined || !isRight) throw new WrongPassword({ data: { error: 'invalid_grant' } });
    const scope = grantedScopes(account, form).join(' ');
    const token = await this.tokens.issue({ sub: String(account.id), scope });
    return reply(200, { access_token: token, token_type: 'bearer', expires_in: TOKEN_LIFETIME, scope } as const, { 'cache-control': 'no-store' });
  }
}

function grantedScopes({ scopes }: AccountRow, form: PasswordForm): readonly string[] {
  return form.scopes.length === 0 ? scopes : scopes.filter((scope) => form.scopes.includes(scope));
}
