import { dependency, requiredScopes, security, unauthorized } from 'typhoon';
import { AccountStore } from './account-store.js';
import { SCOPES } from './scopes.js';
import { tokens } from './tokens.js';

const signIn = security.oauth2Password({ tokenUrl: 'token', scopes: SCOPES, description: 'Sign in with e-mail address and password.' });

/** Who is asking: the account of the token, which must allow what the route needs. */
export const currentAccount = dependency(
  { token: signIn, needed: requiredScopes, tokens, accounts: AccountStore },
  async ({ token, needed, tokens, accounts }) => {
    const { sub, scope } = await tokens.verify(token);
    needed.require(scope);
    return (await accounts.find(Number(sub))) ?? unauthorized.throw({ scheme: signIn });
  },
);
