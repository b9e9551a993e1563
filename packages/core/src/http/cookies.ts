import { parseCookie } from 'cookie';

const NONE: Readonly<Record<string, string | undefined>> = Object.freeze(Object.create(null) as Record<string, never>);

/**
 * The cookies of a `Cookie` header by name; of two with one name the last, as of every repeated scalar, and as Starlette has it.
 *
 * 'a=%E2%82%AC; b="x y"' → { a: '€', b: 'x y' }
 *
 * Quotes around a value are the header's own, as Fastify's cookie plugin and Starlette have it; an escape that decodes
 * to nothing stays as it is.
 *
 * @see RFC 6265 §4.1.1 (cookie-value), §4.2.2 (servers should not rely on the order)
 */
export function readCookies(header: string | undefined): Readonly<Record<string, string | undefined>> {
  if (header === undefined) return NONE;
  const cookies = parseCookie(header, OPTIONS);
  const pairs = header.split(';');
  const names = Object.keys(cookies);
  if (pairs.length === names.length) return cookies;
  // `parseCookie` keeps the first of a name.
  const last = parseCookie(pairs.reverse().join(';'), OPTIONS);
  for (const name of names) cookies[name] = last[name];
  return cookies;
}

const OPTIONS = { decode: decodeValue };

function decodeValue(written: string): string {
  const value = written.length > 1 && written.startsWith('"') && written.endsWith('"') ? written.slice(1, -1) : written;
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
