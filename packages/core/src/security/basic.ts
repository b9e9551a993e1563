import { readAuthorization } from './authorization.js';
import { createScheme } from './scheme.js';
import type { Absent, SchemeOptions, SecurityDependency } from './scheme.js';

/** What a user typed: `{ username: 'ada', password: 'lovelace' }`. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** Options of `security.basic()`. */
export interface BasicOptions<TOptional extends boolean = boolean> extends SchemeOptions<TOptional> {
  /** What a browser shows when it asks for the password. Default: `api`; RFC 7617 does not allow a challenge without. */
  readonly realm?: string;
}

// Padding is optional here: some clients leave it out, and nothing else can be meant.
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const CONTROL = /[\u0000-\u001f\u007f]/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * User name and password of `Authorization: Basic <base64>`, read as UTF-8. They are not checked: compare with
 * `verifyPassword`, or with `constantTimeEqual` where the password is a fixed one.
 *
 * Yields `{ username, password }`; the password may contain colons, the user name cannot. Without credentials, or with
 * some that are not base64, not UTF-8 or without a colon: 401 and `WWW-Authenticate: Basic realm="api", charset="UTF-8"`.
 *
 * @see RFC 7617 §2
 * @example const admin = dependency({ login: security.basic() }, ({ login }) => admins.verify(login.username, login.password));
 */
export function basic<TOptional extends boolean = false>(options: BasicOptions<TOptional> = {}): SecurityDependency<BasicCredentials | Absent<TOptional>> {
  return createScheme<BasicCredentials, TOptional>(
    {
      defaultName: 'HTTPBasic',
      document: { type: 'http', scheme: 'basic' },
      challenge: { scheme: 'Basic', parameters: { realm: options.realm ?? 'api', charset: 'UTF-8' } },
      read: (request) => {
        const credentials = readAuthorization(request, 'basic');
        return typeof credentials === 'string' ? decodeCredentials(credentials) : credentials;
      },
    },
    options,
  );
}

function decodeCredentials(text: string): BasicCredentials | null {
  const decoded = decodeBase64(text);
  // RFC 7617 §2: neither part contains control characters.
  if (decoded === undefined || CONTROL.test(decoded)) return null;
  const colon = decoded.indexOf(':');
  return colon === -1 ? null : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

function decodeBase64(text: string): string | undefined {
  // One character beyond a multiple of four carries six bits: no byte.
  if (!BASE64.test(text) || text.replaceAll('=', '').length % 4 === 1) return undefined;
  try {
    return utf8.decode(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}
