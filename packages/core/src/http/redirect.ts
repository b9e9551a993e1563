import { TypeBoxType } from '../schema/typebox.js';
import { createResponseKind, formatKind } from './response-kind.js';
import type { ResponseKind } from './response-kind.js';

/**
 * Sends the client elsewhere: the handler returns the address, a URL or a text that is absolute or relative to the
 * request's own. Characters that no URL has are escaped; control characters and what is no URL are a 500.
 *
 * Status 302, unless the route names 301, 303, 307 or 308: 303 answers a form (`GET` follows), 307 and 308 keep method
 * and body, 301 and 308 are remembered by clients. A text that users wrote can lead to any site: check it before.
 *
 * @see RFC 9110 §15.4, §10.2.2 (Location)
 * @example @Post('/', { status: 303, response: Redirect }) create() { return '/items/3'; }
 * @example @Get('/old', { responses: { 307: Redirect, 308: Redirect } }) old() { return reply(308, 'https://example.com/new'); }
 */
export const Redirect: ResponseKind<string | URL> = createResponseKind({
  name: 'redirect',
  mediaType: undefined,
  schema: undefined,
  status: 302,
  statuses: [301, 302, 303, 307, 308],
  headers: { Location: { schema: TypeBoxType.String({ format: 'uri-reference' }), description: 'Where to go', required: true } },
  findProblem,
  toPayload: (value, reply) => void reply.header('location', toLocation(value as string | URL)),
});

function findProblem(value: unknown): string | undefined {
  if (value instanceof URL) return undefined;
  if (typeof value !== 'string') return `expects a URL or a string, but got ${formatKind(value)}`;
  if (value === '') return 'expects an address, but got an empty string';
  if (CONTROL.test(value)) return 'expects an address, but got a string with control characters';
  return URL.canParse(toLocation(value), 'http://localhost/') ? undefined : 'expects an address, but got a string that is no URL';
}

/**
 * 'https://a.example/a b?q=ü' → 'https://a.example/a%20b?q=%C3%BC'; what is escaped already stays.
 *
 * The backslash is escaped, too: browsers read `/\evil.example` as an address of another site.
 */
function toLocation(target: string | URL): string {
  if (target instanceof URL) return target.href;
  return target.replaceAll(UNPAIRED, '\ufffd').replaceAll(NOT_IN_URL, encodeURIComponent);
}

const CONTROL = /[\u0000-\u001f\u007f]/;
const UNPAIRED = /\p{Surrogate}/gu;
/** All but the reserved and unreserved characters and the percent sign. @see RFC 3986 §2 */
const NOT_IN_URL = /[^\w.~!#$%&'()*+,/:;=?@[\]-]+/g;
