import type { Authorize, Secrets } from './authorization.js';
import type { AuthorizedRequest } from './authorizer.js';
import { jitter, retryAfterOf } from './backoff.js';
import type { RetryPolicy } from './backoff.js';
import type { ClientOptions, ClientRequest } from './client-options.js';
import { sleep } from './deadline.js';
import type { Deadline } from './deadline.js';
import type { OperationDefinition } from './operation-definition.js';

/** What a request is sent with. */
export interface Exchange extends Pick<Deadline, 'at'>, Pick<ClientOptions, 'credentials'> {
  readonly definition: OperationDefinition;
  readonly policy: RetryPolicy;
  readonly authorize: Authorize;
  readonly fetch: NonNullable<ClientOptions['fetch']>;
}

/** Sends a request as often as the policy allows. Rejects with what `fetch` rejected with at last. */
export async function exchange(request: ClientRequest, means: Exchange): Promise<Response> {
  const { count, delay, maxDelay, statuses } = means.policy;
  for (let tries = 0; ; tries++) {
    let response: Response | undefined;
    let error: unknown;
    try {
      response = await sendAuthorized(request, means);
    } catch (thrown) {
      error = thrown;
    }
    const isFinal = tries >= count || request.signal.aborted || isOnce(request) || (response && !statuses.includes(response.status));
    const wait = (response && retryAfterOf(response.headers)) ?? jitter(tries, delay, maxDelay);
    if (isFinal || wait > maxDelay || Date.now() + wait > means.at) {
      if (response) return response;
      throw error;
    }
    await response?.body?.cancel();
    await sleep(wait, request.signal);
  }
}

/** Sends once; a second time where a secret was refused and there is another. */
async function sendAuthorized(request: ClientRequest, { definition, authorize, fetch, credentials = 'same-origin' }: Exchange): Promise<Response> {
  const { url, method, body, signal } = request;
  let response: Response | undefined;
  let sent: Secrets | undefined;
  for (;;) {
    const target: AuthorizedRequest = { url, headers: new Headers(request.headers), redirect: 'follow' };
    const secrets = await authorize(definition, target, sent);
    if (response && secrets.every((secret, index) => secret === sent?.[index])) return response;
    await response?.body?.cancel();
    // Streams are sent while nothing is read. @see https://fetch.spec.whatwg.org/#dom-requestinit-duplex
    const { headers, redirect } = target;
    response = await fetch(target.url, { method, body, signal, credentials, headers, redirect, ...(isOnce(request) && { duplex: 'half' }) } as RequestInit);
    if (response.status !== 401 || sent || isOnce(request)) return response;
    sent = secrets;
  }
}

/** A stream can be read once. */
function isOnce({ body }: ClientRequest): boolean {
  return body instanceof ReadableStream;
}
