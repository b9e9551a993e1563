import { parseText } from './answer-body.js';
import type { Authorizer, SchemeContext } from './authorizer.js';
import type { PasswordCredential, Secret } from './credentials.js';
import { toApiError } from './failure.js';
import { bearer } from './schemes.js';

/** The addresses of the flow, absolute or relative to `baseUrl`. */
export interface PasswordFlow {
  readonly tokenUrl: string;
  /** Default: `tokenUrl`. */
  readonly refreshUrl?: string;
}

/** @see RFC 6749 §5.1 */
interface TokenAnswer {
  readonly access_token?: string;
  readonly refresh_token?: string | undefined;
  /** Seconds. */
  readonly expires_in?: number;
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
  return (credential, { baseUrl, fetch }) => {
    if (typeof credential !== 'object') return bearer(credential);
    const { username, password, scopes = [], clientId, clientSecret } = credential;
    let token: TokenAnswer = {};
    let renewal: Promise<void> | undefined;
    let expires = 0;

    const ask = async (address: string, fields: object) => {
      const url = new URL(address, `${baseUrl}/`).href;
      const body = new URLSearchParams(JSON.parse(JSON.stringify({ ...fields, client_id: clientId, client_secret: clientSecret })) as Record<string, string>);
      const response = await fetch(url, { method: 'POST', body, redirect: 'error' });
      const { ok, status, headers } = response;
      const answer = parseText(await response.text()) as TokenAnswer;
      if (!ok) throw toApiError({}, { status, headers, body: answer }, { operation: 'oauth2Password', method: 'POST', url });
      token = { refresh_token: (fields as TokenAnswer).refresh_token, ...answer };
      // A request takes time: a tenth of its life is left.
      expires = Date.now() + (answer.expires_in ?? Infinity) * 900;
    };
    const renew = async () => {
      const { refresh_token } = token;
      token = {};
      const byPassword = () => ask(tokenUrl, { grant_type: 'password', username, password, scope: scopes.join(' ') || undefined });
      await (refresh_token ? ask(refreshUrl, { grant_type: 'refresh_token', refresh_token }).catch(byPassword) : byPassword());
    };
    return {
      ...bearer(''),
      read: async (refused) => {
        if (!token.access_token || token.access_token === refused || expires < Date.now()) await (renewal ??= renew().finally(() => (renewal = undefined)));
        return token.access_token;
      },
    };
  };
}
