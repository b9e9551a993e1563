import { flag, text } from '@typhoon/core/internal';
import type { OptionRules } from '@typhoon/core/internal';
import { stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How a cookie is sent back. What is not said is the careful choice. */
export interface CookieAttributes {
  /** Default: '/'. */
  readonly path?: string;
  /** Names below this one get it, too. Default: only the host that sets it. */
  readonly domain?: string;
  /** `'lax'`: not with requests that other sites make, but with links to here. Default: 'lax'. */
  readonly sameSite?: 'strict' | 'lax' | 'none';
  /** Over TLS only. Default: true, but for plain HTTP on this machine's own address (`http://localhost:3000`) outside of production. */
  readonly secure?: boolean;
  /** Out of reach for scripts of pages. Default: true. */
  readonly httpOnly?: boolean;
  /** One for each site that embeds us. Default: false. */
  readonly partitioned?: boolean;
}

const SAME_SITE: readonly unknown[] = ['strict', 'lax', 'none'] satisfies CookieAttributes['sameSite'][];

export const COOKIE_RULES: OptionRules<CookieAttributes> = {
  path: text,
  domain: text,
  sameSite: { accepts: (value) => SAME_SITE.includes(value), expected: "'strict', 'lax' or 'none'" },
  secure: flag,
  httpOnly: flag,
  partitioned: flag,
};

/** Most bytes of name, value and attributes that browsers keep. @see RFC 6265bis §5.6 */
const MAX_SIZE = 4_096;

/**
 * Sets a cookie, instead of one of that name that was set before.
 *
 * @param maxAge Milliseconds that the browser keeps it; 0 takes it away.
 * @throws RangeError for a cookie that browsers would drop without a word.
 */
export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: { readonly name: string; readonly value: string; readonly maxAge: number } & CookieAttributes,
): void {
  const { path = '/', sameSite = 'lax', httpOnly = true, partitioned = false, domain, maxAge, name, value } = cookie;
  const secure = cookie.secure ?? (sameSite === 'none' || partitioned || name.startsWith('__') || !isPlainLoopback(request));
  const written = stringifySetCookie({
    name,
    value,
    maxAge: Math.floor(maxAge / 1_000),
    path,
    httpOnly,
    secure,
    sameSite,
    ...(partitioned ? { partitioned } : {}),
    ...(domain === undefined ? {} : { domain }),
  });
  if (written.length > MAX_SIZE)
    throw new RangeError(
      `The cookie '${name}' would take ${written.length} bytes, and browsers keep ${MAX_SIZE}. Keep less in it, or keep it on the server: sessions(…) without store: 'cookie'.`,
    );
  const others = [reply.getHeader('set-cookie') ?? []].flat().filter((other) => !String(other).startsWith(`${name}=`));
  reply.removeHeader('set-cookie');
  reply.header('set-cookie', [...others, written]);
  // Whoever keeps the answer must not hand the cookie to somebody else. @see RFC 9111 §7.3
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
}

/** @throws TypeError for what a browser would refuse because of the cookie's name. @see RFC 6265bis §4.1.3 */
export function assertCookie(name: string, { path = '/', domain, secure, sameSite, partitioned }: CookieAttributes): void {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) throw new TypeError(`A cookie expects a name of letters, digits and hyphens but got '${name}'.`);
  if (name.startsWith('__Host-') && (path !== '/' || domain !== undefined))
    throw new TypeError(`The cookie '${name}' expects the path '/' and no domain: that is what its prefix says. Leave both out, or use '__Secure-'.`);
  const isSecure = name.startsWith('__Host-') || name.startsWith('__Secure-') || sameSite === 'none' || partitioned === true;
  if (isSecure && secure === false) throw new TypeError(`The cookie '${name}' is one of TLS alone, and has 'secure: false'. Leave that out.`);
}

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Development on this machine: Safari sends no cookies of TLS there. In production nothing is taken for that: nginx asks for
 * `127.0.0.1` by plain HTTP whatever its own clients have done, unless it is told to name the host and the scheme.
 */
function isPlainLoopback({ protocol, hostname }: FastifyRequest): boolean {
  return process.env['NODE_ENV'] !== 'production' && protocol === 'http' && LOOPBACK.test(hostname);
}
