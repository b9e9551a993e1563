import { parseCookie } from 'cookie';

const NONE: Readonly<Record<string, string | undefined>> = Object.freeze(Object.create(null) as Record<string, never>);

/**
 * The cookies of a `Cookie` header by name; of two with one name, the first, which is the one of the longer path.
 *
 * 'a=%E2%82%AC; b="x y"' → { a: '€', b: 'x y' }
 *
 * Quotes around a value are the header's own, as Fastify's cookie plugin and Starlette have it; an escape that decodes
 * to nothing stays as it is.
 *
 * @see RFC 6265 §4.1.1 (cookie-value), §5.4
 */
export function readCookies(header: string | undefined): Readonly<Record<string, string | undefined>> {
  return header === undefined ? NONE : parseCookie(header, OPTIONS);
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
