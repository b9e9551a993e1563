import type { Authorizer, SchemeContext } from './authorizer.js';
import { readErrorBody } from './answer-body.js';
import type { PasswordCredential, Secret } from './credentials.js';
import { toApiError } from './failure.js';
import { bearer } from './schemes.js';

/** The addresses of the flow, absolute or relative to `baseUrl`. */
export interface PasswordFlow {
  readonly tokenUrl: string;
  /** Default: `tokenUrl`. */
  readonly refreshUrl?: string;
}

interface Token {
  readonly access: string;
  readonly refresh: string | undefined;
  readonly expires: number;
}

/**
 * OAuth2's password flow: asks for a token when the first operation needs one, renews it before it ends and when it is
 * refused, by its refresh token or, where there is none or it has ended, by the password. A token from elsewhere will do, too.
 *
 * @throws ApiError of the token's address, from the call that needed the token: 400 `invalid_grant`.
 * @see RFC 6749 §4.3, §6
 */
export function oauth2Password({
  tokenUrl,
  refreshUrl = tokenUrl,
}: PasswordFlow): (credential: PasswordCredential | Secret, context: SchemeContext) => Authorizer {
  return (credential, context) => {
    if (typeof credential !== 'object') return bearer(credential);
    let token: Token | undefined;
    let renewal: Promise<Token> | undefined;
    const { username, password, scopes = [] } = credential;
    const renew = async (): Promise<Token> => {
      const refresh = token?.refresh;
      token = undefined;
      const refreshed =
        refresh === undefined ? undefined : await ask(refreshUrl, { grant_type: 'refresh_token', refresh_token: refresh }).catch(() => undefined);
      return refreshed ?? ask(tokenUrl, { grant_type: 'password', username, password, scope: scopes.join(' ') });
    };
    const ask = (url: string, fields: Readonly<Record<string, string>>) =>
      askToken(new URL(url, `${context.baseUrl}/`).href, { ...fields, client_id: credential.clientId, client_secret: credential.clientSecret }, context.fetch);
    return {
      ...bearer(''),
      read: async (refused) => {
        if (token === undefined || token.access === refused || token.expires < Date.now()) {
          renewal ??= renew().finally(() => (renewal = undefined));
          token = await renewal;
        }
        return token.access;
      },
    };
  };
}

async function askToken(url: string, fields: Readonly<Record<string, string | undefined>>, fetch: SchemeContext['fetch']): Promise<Token> {
  const given = Object.entries(fields).filter((pair): pair is [string, string] => (pair[1] ?? '') !== '');
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(given), headers: { accept: 'application/json' }, redirect: 'error' });
  // Of its life in seconds a tenth is left: a request takes time.
  const { status, headers } = response;
  const body = await readErrorBody(response);
  const { access_token, refresh_token, expires_in = Infinity } = (body ?? {}) as Readonly<Record<string, string>> & { readonly expires_in?: number };
  if (!response.ok || access_token === undefined) throw toApiError(undefined, { status, headers, body }, { operation: 'oauth2Password', method: 'POST', url });
  return { access: access_token, refresh: refresh_token ?? fields['refresh_token'], expires: Date.now() + expires_in * 900 };
}
