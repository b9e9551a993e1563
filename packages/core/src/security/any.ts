import type { Yielded } from '../dependency/dependency.js';
import { kReadCredentials, toSecurityDependency } from './scheme.js';
import type { Absent, SecurityDependency } from './scheme.js';

/** The credentials that came, and by which of the alternatives: `{ by: 'key', credentials: 'k-123' }`. */
export type AnyCredentials<TAlternatives> = {
  readonly [TName in keyof TAlternatives]: { readonly by: TName; readonly credentials: NonNullable<Yielded<TAlternatives[TName]>> };
}[keyof TAlternatives];

/**
 * One of several security schemes is enough: the first whose credentials the request carries.
 *
 * Yields `{ by: 'token', credentials: '…' }`; a `switch` on `by` knows the type of the credentials. Without any: 401
 * with every challenge. The documents list the schemes as alternatives.
 *
 * @throws TypeError when an alternative is not a security scheme.
 * @example
 * const login = security.any({ token: security.bearer(), key: security.apiKey({ in: 'header', name: 'X-API-Key' }) });
 * const currentUser = dependency({ login, users: UserStore }, ({ login, users }) =>
 *   login.by === 'key' ? users.byKey(login.credentials) : users.byToken(login.credentials));
 */
export function any<const TAlternatives extends Readonly<Record<string, SecurityDependency<unknown>>>, TOptional extends boolean = false>(
  alternatives: TAlternatives,
  options: { readonly optional?: TOptional } = {},
): SecurityDependency<AnyCredentials<TAlternatives> | Absent<TOptional>> {
  const { optional = false } = options;
  const names = Object.keys(alternatives);
  for (const by of names) assertScheme(by, alternatives[by]);
  if (names.length === 0) throw new TypeError('security.any expects at least one security scheme but got none.');
  const anyOf = names.map((by) => (alternatives[by] as SecurityDependency<unknown>).scheme);
  const readers = names.map((by) => ({ by, read: (alternatives[by] as SecurityDependency<unknown>)[kReadCredentials] }));
  return toSecurityDependency({ name: anyOf.map((scheme) => scheme.name).join(' or '), document: {}, optional, anyOf }, (request) => {
    let isMalformed = false;
    for (const { by, read } of readers) {
      const credentials = read(request);
      if (credentials !== undefined && credentials !== null) return { by, credentials };
      // Malformed credentials of one kind do not spoil good ones of another.
      isMalformed ||= credentials === null;
    }
    return isMalformed ? null : undefined;
  });
}

function assertScheme(by: string, alternative: SecurityDependency<unknown> | undefined): void {
  const isScheme = alternative !== undefined && kReadCredentials in alternative && alternative.scheme.anyOf === undefined;
  if (isScheme) return;
  throw new TypeError(
    `security.any expects '${by}' to be a security scheme such as security.bearer(). Put dependencies that use one around security.any, not inside.`,
  );
}
