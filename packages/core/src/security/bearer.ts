import { readToken } from './authorization.js';
import { toRealm } from './challenge.js';
import { createScheme } from './scheme.js';
import type { Absent, SchemeOptions, SecurityDependency } from './scheme.js';

/** Options of `security.bearer()`. */
export interface BearerOptions<TOptional extends boolean = boolean> extends SchemeOptions<TOptional> {
  /** How the token is written, as a hint in the documents: `JWT`. */
  readonly bearerFormat?: string;
  /** Sent in the challenge. Default: none. */
  readonly realm?: string;
}

/**
 * The token of `Authorization: Bearer <token>`. It is not checked: the dependency that takes it does that.
 *
 * Yields `'<token>'`; without one, 401 and `WWW-Authenticate: Bearer`.
 *
 * @see RFC 6750 §2.1
 * @example const currentUser = dependency({ token: security.bearer(), users: UserStore }, ({ token, users }) => users.byToken(token));
 */
export function bearer<TOptional extends boolean = false>(options: BearerOptions<TOptional> = {}): SecurityDependency<string | Absent<TOptional>> {
  const { bearerFormat, realm } = options;
  const document = { type: 'http', scheme: 'bearer', ...(bearerFormat === undefined ? {} : { bearerFormat }) };
  return createScheme<string, TOptional>(
    { defaultName: 'HTTPBearer', document, challenge: { scheme: 'Bearer', parameters: toRealm(realm) }, read: (request) => readToken(request, 'bearer') },
    options,
  );
}
