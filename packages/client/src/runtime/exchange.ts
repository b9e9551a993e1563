import type { Secrets } from './authorization.js';
import type { AuthorizedRequest } from './authorizer.js';
import { retryAfterOf, toWait } from './backoff.js';
import type { RetryPolicy } from './backoff.js';
import type { ClientRequest } from './client-options.js';
import { beforeAbort, sleep } from './deadline.js';

/** `fetch`, or what takes its place. */
type Send = (url: string, init: RequestInit) => Promise<Response>;

/** What a request is sent with. */
type Means = readonly [authorize: (request: AuthorizedRequest, refused?: Secrets) => Promise<Secrets>, send: Send];

/** Sends a request as often as the policy allows, until a time. Rejects with what `fetch` rejected with at last. */
export async function exchange(request: ClientRequest, policy: RetryPolicy, end: number, ...means: Means): Promise<Response> {
  for (let tries = 0; ; tries++) {
    const attempt = beforeAbort(sendAuthorized(request, ...means), request.signal);
    const response = await attempt.catch(() => undefined);
    const wait = toWait(tries, policy, retryAfterOf(response?.headers));
    const isFinal = tries >= policy.count || request.signal.aborted || isOnce(request) || (response && !policy.statuses.includes(response.status));
    if (isFinal || wait > policy.maxDelay || Date.now() + wait > end) return attempt;
    await response?.body?.cancel();
    await sleep(wait, request.signal);
  }
}

/** Sends once; a second time where a secret was refused and there is another. */
async function sendAuthorized(request: ClientRequest, ...[authorize, send]: Means): Promise<Response> {
  const { url, method, body, signal } = request;
  let response: Response | undefined;
  let sent: Secrets | undefined;
  for (;;) {
    const target: AuthorizedRequest = { url, headers: new Headers(request.headers) };
    const secrets = await authorize(target, sent);
    signal.throwIfAborted();
    if (response && `${sent}` === `${secrets}`) return response;
    await response?.body?.cancel();
    // Streams are sent while nothing is read: they need `duplex`. @see https://fetch.spec.whatwg.org/#dom-requestinit-duplex
    response = await send(target.url, { ...target, method, body, signal, duplex: 'half' } as RequestInit);
    if (response.status !== 401 || sent || isOnce(request)) return response;
    sent = secrets;
  }
}

/** A stream can be read once. */
function isOnce({ body }: ClientRequest): boolean {
  return body instanceof ReadableStream;
}
