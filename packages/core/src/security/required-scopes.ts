import { createDependency } from '../dependency/dependency.js';
import type { Dependency } from '../dependency/dependency.js';
import { HttpError } from '../http/http-error.js';
import { formatChallenge, toPlainParameter } from './challenge.js';

/** The OAuth2 scopes that were asked for on the way from the handler. */
export interface RequiredScopes {
  /** Sorted, each once: `['items:read', 'items:write']`. */
  readonly scopes: readonly string[];
  /**
   * Ends the request unless every scope was granted. `granted` is a list, or a text with spaces as in a token's `scope`.
   *
   * @throws HttpError 403, code `insufficient_scope`, with `WWW-Authenticate: Bearer error="insufficient_scope", scope="…"`.
   * @see RFC 6750 §3.1
   */
  require(granted: readonly string[] | string): void;
}

/**
 * The scopes that `@Security(dependency, scopes)` asked for, added up along the graph. The dependency that knows what
 * was granted takes it as an input.
 *
 * Yields `{ scopes: ['items:write'], require(granted) }`.
 *
 * @example
 * const currentUser = dependency({ token: login, needed: requiredScopes }, async ({ token, needed }) => {
 *   const { user, scopes } = await users.sessionOf(token);
 *   needed.require(scopes);
 *   return user;
 * });
 */
export const requiredScopes: Dependency<RequiredScopes> = createDependency({
  make: 'request',
  name: 'requiredScopes',
  scoped: true,
  read: (_request, _reply, context): RequiredScopes => ({ scopes: context.scopes, require: (granted) => assertGranted(context.scopes, granted) }),
});

function assertGranted(needed: readonly string[], granted: readonly string[] | string): void {
  const held = new Set(typeof granted === 'string' ? granted.split(' ') : granted);
  if (needed.every((scope) => held.has(scope))) return;
  const challenge = { scheme: 'Bearer', parameters: { error: 'insufficient_scope', scope: toPlainParameter(needed.join(' ')) } };
  throw new HttpError(403, { detail: 'Not enough permissions', code: 'insufficient_scope', headers: { 'www-authenticate': formatChallenge(challenge) } });
}
