import type { ApiError } from './api-error.js';
import type { Secrets } from './authorization.js';
import type { AuthorizedRequest } from './authorizer.js';
import { toWait } from './backoff.js';
import type { RetryPolicy } from './backoff.js';
import type { ClientRequest } from './client-options.js';
import { beforeAbort, sleep } from './deadline.js';
import type { Send, SentInit } from './transport.js';

/** Sends a request as often as the policy allows, until a time. Rejects with what `fetch` rejected with at last. */
export const exchange = async (
  request: ClientRequest,
  policy: RetryPolicy,
  end: number,
  authorize: (request: AuthorizedRequest, refused?: Secrets) => Promise<Secrets>,
  send: Send,
): Promise<Response> => {
  const { signal } = request;
  // A stream can be read once.
  const isOnce = request.body instanceof ReadableStream;

  /** Sends once; a second time where a secret was refused and there is another. */
  const attempt = async (refusal?: Response, refused?: Secrets): Promise<Response> => {
    const target: AuthorizedRequest = { url: request.url, headers: new Headers(request.headers) };
    const secrets = await authorize(target, refused);
    signal.throwIfAborted();
    if (refusal && `${refused}` === `${secrets}`) return refusal;
    await refusal?.body?.cancel();
    // Streams are sent while nothing is read: they need `duplex`. @see https://fetch.spec.whatwg.org/#dom-requestinit-duplex
    const response = await send(target.url, { ...request, ...target, duplex: 'half' } as SentInit);
    return response.status !== 401 || refusal || isOnce ? response : attempt(response, secrets);
  };

  for (let tries = 0; ; tries++) {
    const answer = beforeAbort(attempt(), signal);
    // An error may tell what an answer tells: that of a token's address says that credentials are no good.
    const response: Partial<Response> = await answer.catch((error: unknown) => ({ status: (error as ApiError).status }));
    const wait = toWait(tries, policy, response.headers);
    const isFinal = isOnce || tries >= policy.count || signal.aborted || (response.status && !policy.statuses.includes(response.status));
    if (isFinal || wait > policy.maxDelay || Date.now() + wait > end) return answer;
    await response.body?.cancel();
    await sleep(wait, signal);
  }
};
