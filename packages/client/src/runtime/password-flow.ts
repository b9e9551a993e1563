import { parseText } from './answer-body.js';
import type { Authorizer, SchemeContext } from './authorizer.js';
import type { PasswordCredential, Secret } from './credentials.js';
import { toApiError } from './failure.js';
import { givenOf } from './parameter-text.js';
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
  /** When it is renewed. */
  ends: number;
}

/**
 * OAuth2's password flow: asks for a token when the first operation needs one, renews it before it ends and when it is
 * refused, by its refresh token or, where there is none or it has ended, by the password. A token from elsewhere will do, too.
 *
 * @throws ApiError of the token's address, from the call that needed the token: 400 `invalid_grant`.
 * @see RFC 6749 §4.3, §6
 */
export const oauth2Password =
  ({ tokenUrl, refreshUrl = tokenUrl }: PasswordFlow): ((credential: PasswordCredential | Secret, context: SchemeContext) => Authorizer) =>
  (credential, { baseUrl, fetch }) => {
    if (typeof credential !== 'object') return bearer(credential);
    const { scopes, clientId: client_id, clientSecret: client_secret, ...person } = credential;

    const ask = async (refresh_token?: string): Promise<TokenAnswer> => {
      const url = new URL(refresh_token ? refreshUrl : tokenUrl, `${baseUrl}/`).href;
      const grant = refresh_token
        ? { grant_type: 'refresh_token', refresh_token }
        : // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- an empty list of scopes asks for none
          { grant_type: 'password', ...person, scope: scopes?.join(' ') || undefined };
      const body = new URLSearchParams(givenOf({ ...grant, client_id, client_secret }) as [string, string][]);
      const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(60_000) });
      const answer = parseText(await response.text()) as TokenAnswer;
      // A request takes time: a tenth of its life is left.
      if (response.ok) return { refresh_token, ...answer, ends: Date.now() + (answer.expires_in ?? Infinity) * 900 };
      if (refresh_token) return ask();
      throw toApiError({}, response, answer, { operation: 'oauth2Password', method: 'POST', url });
    };

    let token: TokenAnswer = { ends: 0 };
    /** Calls that find it wanting at the same time share what takes its place. */
    let renewal: Promise<TokenAnswer> | undefined;
    return bearer(async (refused) => {
      // Whatever comes of its renewal: one that was refused is never shown again.
      if (token.access_token === refused) token.ends = 0;
      if (token.ends < Date.now()) token = await (renewal ??= ask(token.refresh_token).finally(() => (renewal = undefined)));
      return token.access_token;
    });
  };
