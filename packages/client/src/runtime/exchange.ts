import type { Authorization, Secrets } from './authorization.js';
import type { AuthorizedRequest } from './authorizer.js';
import { jitter, retryAfterOf } from './backoff.js';
import type { RetryPolicy } from './backoff.js';
import type { ClientOptions, ClientRequest } from './client-options.js';
import { sleep } from './deadline.js';
import type { Deadline } from './deadline.js';
import type { OperationDefinition } from './operation-definition.js';

/** What a request is sent with. */
export interface Exchange {
  readonly authorization: Authorization;
  readonly fetch: NonNullable<ClientOptions['fetch']>;
  readonly credentials: ClientOptions['credentials'];
}

/** Sends a request as often as the policy allows. Rejects with what `fetch` rejected with at last. */
export async function exchange(
  request: ClientRequest,
  definition: OperationDefinition,
  { count, delay, maxDelay, statuses }: RetryPolicy,
  { signal, at }: Pick<Deadline, 'signal' | 'at'>,
  means: Exchange,
): Promise<Response> {
  for (let tries = 0; ; tries++) {
    // What was thrown is kept until it is known whether there is another try.
    const [response, error] = await sendAuthorized(request, definition, means).then(
      (answer) => [answer, undefined] as const,
      (thrown: unknown) => [undefined, thrown] as const,
    );
    const isFinal = response !== undefined && !statuses.includes(response.status);
    const asked = response === undefined ? undefined : retryAfterOf(response.headers);
    const wait = asked ?? jitter(tries, delay, maxDelay);
    if (isFinal || tries >= count || signal.aborted || wait > maxDelay || Date.now() + wait >= at || isOnce(request)) {
      if (response === undefined) throw error;
      return response;
    }
    await response?.body?.cancel();
    await sleep(wait, signal);
  }
}

/** Sends once; a second time where a secret was refused and there is another. */
async function sendAuthorized(request: ClientRequest, definition: OperationDefinition, { authorization, fetch, credentials }: Exchange): Promise<Response> {
  const { method, body, signal } = request;
  const send = async (refused?: Secrets) => {
    const target: AuthorizedRequest = { url: request.url, headers: new Headers(request.headers) };
    const secrets = await authorization.apply(definition, target, refused);
    const isNew = refused === undefined || secrets.some((secret, index) => secret !== refused[index]);
    const init = { method, body, signal, headers: target.headers, redirect: target.redirect ?? 'follow' };
    // Streams of a body are sent while nothing is read. @see https://fetch.spec.whatwg.org/#dom-requestinit-duplex
    const answer = () => fetch(target.url, { ...init, ...(credentials && { credentials }), ...(isOnce(request) && { duplex: 'half' }) } as RequestInit);
    return { secrets, response: isNew ? await answer() : undefined };
  };
  const { secrets, response } = await send();
  if (response?.status !== 401 || secrets.length === 0 || isOnce(request)) return response as Response;
  const again = await send(secrets);
  if (again.response === undefined) return response;
  await response.body?.cancel();
  return again.response;
}

/** A stream can be read once. */
function isOnce({ body }: ClientRequest): boolean {
  return body instanceof ReadableStream;
}
