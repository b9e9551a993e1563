import { isIP } from 'node:net';
import { splitCredentials } from './client-settings.js';
import type { ClientSettings } from './client-settings.js';
import { headerOf } from './http-answer.js';
import type { AnswerHeaders } from './http-answer.js';
import { PRIVATE_ADDRESS, isPrivateAddress } from './private-address.js';
import type { RequestBody } from './request-body.js';
import { isHttp } from './request-url.js';
import { UpstreamFailed } from './upstream-errors.js';

/** One request of a call: the first one, or one that a redirect asks for. */
export interface Hop {
  readonly method: string;
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
}

const NO_BODY: RequestBody = { content: undefined, headers: {}, isRepeatable: true };

/** What another origin is told: everything else may be a secret. */
const HARMLESS: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent', 'range']);

/**
 * The hop that a redirect asks for; undefined where the answer is none.
 *
 * @throws UpstreamFailed for one that cannot be followed, or must not be.
 * @see RFC 9110 §15.4, and https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function nextHop(
  { method, url, headers, body }: Hop,
  answer: { readonly status: number; readonly headers: AnswerHeaders },
  place: string,
): Hop | undefined {
  const location = headerOf(answer.headers, 'location');
  if (location === undefined || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  if (target === undefined || !isHttp(target)) throw new UpstreamFailed({ message: `${place} redirects to what is no address of HTTP.` });
  target.hash = '';
  const to = splitCredentials(target).url;
  const becomesGet = (answer.status === 303 && method !== 'HEAD') || ([301, 302].includes(answer.status) && method === 'POST');
  const isElsewhere = to.origin !== url.origin;
  if (!becomesGet && body.content !== undefined) {
    if (isElsewhere) throw new UpstreamFailed({ message: `${place} redirects to ${to.origin}: a body is not sent to another origin.` });
    if (!body.isRepeatable) throw new UpstreamFailed({ message: `${place} redirects a body that is a stream, and cannot be sent again.` });
  }
  const kept = Object.entries(headers).filter(([name]) => (isElsewhere ? HARMLESS.has(name) : !becomesGet || !name.startsWith('content-')));
  return { method: becomesGet ? 'GET' : method, url: to, headers: Object.fromEntries(kept), body: becomesGet ? NO_BODY : body };
}

/** Refuses hosts that the client shall not call. @throws UpstreamFailed; an error with the code PRIVATE_ADDRESS */
export function assertAllowed({ hostname, origin }: URL, { allowedHosts, transport }: Pick<ClientSettings, 'allowedHosts' | 'transport'>, place: string): void {
  if (allowedHosts !== undefined && !allowedHosts.some((allowed) => isHost(hostname, allowed)))
    throw new UpstreamFailed({ message: `${place}: the host '${hostname}' is not among 'allowedHosts'.` });
  const { privateAddresses } = transport;
  if (privateAddresses === true || privateAddresses === origin) return;
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && isPrivateAddress(literal)) throw Object.assign(new Error(`'${hostname}' is a private address.`), { code: PRIVATE_ADDRESS });
}

/** 'api.example.org' is among '*.example.org', 'example.org' is not. */
function isHost(hostname: string, allowed: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  const wanted = allowed.toLowerCase();
  return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) && name.length > wanted.length - 1 : name === wanted;
}
