import { readAuthorization } from './authorization.js';
import { toRealm } from './challenge.js';
import { createScheme } from './scheme.js';
import type { Absent, SchemeOptions, SecurityDependency } from './scheme.js';

/** Options of `security.http()`. */
export interface HttpSchemeOptions<TOptional extends boolean = boolean> extends SchemeOptions<TOptional> {
  /** Sent in the challenge. Default: none. */
  readonly realm?: string;
  /** Further parameters of the challenge: `{ 'resource_metadata': 'https://…' }`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Any other scheme of `Authorization`, by its registered name: `digest`, `hoba`, `dpop`, `negotiate`, …
 *
 * Yields what stands after the scheme's name, unread. Without it: 401 and the scheme's name as challenge.
 *
 * @see https://www.iana.org/assignments/http-authschemes
 * @example const device = dependency({ credentials: security.http('hoba') }, ({ credentials }) => devices.verify(credentials));
 */
export function http<TOptional extends boolean = false>(
  scheme: string,
  options: HttpSchemeOptions<TOptional> = {},
): SecurityDependency<string | Absent<TOptional>> {
  const { realm, parameters } = options;
  const name = scheme.toLowerCase();
  return createScheme<string, TOptional>(
    {
      defaultName: name === 'digest' ? 'HTTPDigest' : 'HTTPBase',
      document: { type: 'http', scheme },
      challenge: { scheme: scheme.slice(0, 1).toUpperCase() + scheme.slice(1), parameters: { ...toRealm(realm), ...parameters } },
      read: (request) => readAuthorization(request, name),
    },
    options,
  );
}
