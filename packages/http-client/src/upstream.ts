import type { Note, Observed, Observer } from '@typhoon/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { HEADERS_TIMEOUT, networkCodeOf, toCallError, toOutcome } from './call-failure.js';
import type { CallOrigin } from './call-origin.js';
import type { CallOutcome } from './circuit-breaker.js';
import type { ClientSettings } from './client-settings.js';
import { Deadline } from './deadline.js';
import { assertAllowed, nextHop } from './hop.js';
import type { Hop } from './hop.js';
import { HttpAnswer } from './http-answer.js';
import type { AnswerHeaders, StreamedAnswer } from './http-answer.js';
import { ACCEPTED_ENCODINGS, bounded, readAll, unpack } from './read-body.js';
import type { RequestBody } from './request-body.js';
import { readRetryDelay } from './retry.js';
import type { RetryPolicy } from './retry.js';
import type { HttpTransport, TransportAnswer } from './transport.js';
import { UpstreamCounts } from './upstream-counts.js';
import { UpstreamFailed, UpstreamStatusError, UpstreamTimeout } from './upstream-errors.js';
import { UpstreamHosts } from './upstream-host.js';

/** A call, with all that its options say. */
export interface Call {
  readonly method: string;
  /** As it was written, with `:names`: for messages, without what stands for them. */
  readonly path: string;
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
  readonly origin: CallOrigin;
  readonly signals: readonly AbortSignal[];
  readonly timeout: number;
  readonly retry: RetryPolicy;
  readonly maxResponseSize: number;
  readonly anyStatus: boolean;
  readonly isStreamed: boolean;
}

/** An answer of one attempt: its bytes, or its body as it comes. */
interface Received {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly bytes?: Uint8Array;
  readonly stream?: StreamedAnswer;
}

/** What an attempt has come to. */
type Tried = { readonly answer: Received } | { readonly error: unknown };

/** A call under way. */
interface Underway {
  readonly call: Call;
  readonly deadline: Deadline;
  readonly place: string;
  /** The host that is left alone from this call on. */
  opened: string | undefined;
}

/** A service, or many: sends calls, within the limits of the client's options. */
export class Upstream {
  readonly settings: ClientSettings;
  readonly hosts: UpstreamHosts;
  readonly counts = new UpstreamCounts();
  readonly #transport: HttpTransport;
  readonly #observer: Observer | undefined;

  constructor(settings: ClientSettings, transport: HttpTransport, observer: Observer | undefined) {
    this.settings = settings;
    this.hosts = new UpstreamHosts(settings);
    this.#transport = transport;
    this.#observer = observer;
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  /** Sends a call, and reads its answer to the end. */
  async send(call: Call): Promise<HttpAnswer> {
    const { answer, place } = await this.#observe({ ...call, isStreamed: false });
    return this.#toAnswer(answer, place);
  }

  /** Sends a call; the body of its answer is still on its way. */
  async stream(call: Call): Promise<StreamedAnswer> {
    const { answer } = await this.#observe({ ...call, isStreamed: true });
    return answer.stream as StreamedAnswer;
  }

  async #observe(call: Call): Promise<{ readonly answer: Received; readonly place: string }> {
    if (this.#observer === undefined) return this.#run(call);
    return this.#observer.around(toObserved(call, this.settings), async (note) => this.#run(call, note));
  }

  async #run(call: Call, note?: Note): Promise<{ readonly answer: Received; readonly place: string }> {
    const { name, base } = this.settings;
    const place = `${name}: ${call.method} ${base === undefined ? `${call.url.origin}${call.url.pathname}` : `${base.origin}${call.path}`}`;
    const deadline = new Deadline(call.timeout, () => new UpstreamTimeout({ message: `${place} took longer than ${call.timeout} ms.` }), call.signals);
    const underway: Underway = { call, deadline, place, opened: undefined };
    let answer: Received | undefined;
    try {
      const tried = await this.#repeat(underway);
      if ('error' in tried) throw tried.error;
      answer = tried.answer;
      this.counts.add(String(answer.status));
      note?.({ 'http.response.status_code': answer.status });
      if (!call.anyStatus && (answer.status < 200 || answer.status > 299)) throw this.#toStatusError(answer, place);
      return { answer, place };
    } catch (error) {
      const failure = withNote(toCallError(error, place), underway.opened);
      if (answer === undefined) this.counts.addFailure(failure);
      throw failure;
    } finally {
      if (answer?.stream === undefined) deadline[Symbol.dispose]();
    }
  }

  async #repeat(underway: Underway): Promise<Tried> {
    const { call, deadline } = underway;
    for (let number = 1; ; number++) {
      const tried = await this.#try(underway);
      const attempt = { method: call.method, number, ...('answer' in tried ? { answer: tried.answer } : codeOf(tried.error)) };
      const delay = call.body.isRepeatable && !deadline.signal.aborted ? readRetryDelay(call.retry, attempt) : undefined;
      if (delay === undefined || delay >= deadline.left) return tried;
      this.counts.retries++;
      await this.#pause(delay, deadline.signal);
    }
  }

  async #pause(delay: number, signal: AbortSignal): Promise<void> {
    try {
      await sleep(delay, undefined, { signal });
    } catch {
      // What it rejects with wraps the reason, which is what the caller has said.
      signal.throwIfAborted();
    }
  }

  async #try(underway: Underway): Promise<Tried> {
    try {
      return { answer: await this.#follow(underway, await this.#firstHop(underway.call)) };
    } catch (error) {
      return { error };
    }
  }

  async #firstHop({ method, url, headers, body, origin }: Call): Promise<Hop> {
    const { base, propagate } = this.settings;
    const isTold = propagate ?? url.origin === base?.origin;
    const told = isTold ? { ...origin.headers, ...this.#observer?.carrier() } : {};
    const common = { accept: '*/*', 'accept-encoding': ACCEPTED_ENCODINGS, 'user-agent': 'typhoon' };
    return { method, url, headers: { ...common, ...told, ...lowerCase(await this.settings.headers()), ...body.headers, ...headers }, body };
  }

  async #follow(underway: Underway, first: Hop): Promise<Received> {
    let hop = first;
    for (let followed = 0; ; followed++) {
      const answer = await this.#send(underway, hop);
      const next = this.settings.redirects === 0 ? undefined : nextHop(hop, answer, underway.place);
      if (next === undefined) return answer;
      answer.stream?.cancel();
      if (followed === this.settings.redirects) throw new UpstreamFailed({ message: `${underway.place} redirects more than ${followed} times.` });
      hop = next;
    }
  }

  async #send(underway: Underway, { method, url, headers, body }: Hop): Promise<Received> {
    const { call, deadline, place } = underway;
    assertAllowed(url, this.settings, place);
    const end = await this.hosts.of(url.origin).enter(deadline.signal, place);
    const { headersTimeout, bodyTimeout } = this.settings;
    const late = (): Error => Object.assign(new Error(`no answer within ${headersTimeout} ms.`), { code: HEADERS_TIMEOUT });
    const attempt = new Deadline(headersTimeout, late, [deadline.signal]);
    let outcome: CallOutcome;
    let isOpen = false;
    try {
      const packed = await this.#transport.send({ method, url, headers, body: body.content, signal: attempt.signal, bodyTimeout });
      attempt.stopClock();
      const answer = isBodyless(method, packed.status) ? packed : unpack(packed);
      outcome = answer.status >= 500 ? 'failure' : 'success';
      isOpen = call.isStreamed && (call.anyStatus || answer.status < 300);
      if (isOpen) {
        return this.#hold(underway, answer, () => {
          attempt[Symbol.dispose]();
          end(outcome);
        });
      }
      return { status: answer.status, headers: answer.headers, bytes: await readAll(answer, call.maxResponseSize) };
    } catch (error) {
      const reason: unknown = attempt.signal.aborted ? attempt.signal.reason : error;
      outcome = toOutcome(reason);
      throw reason;
    } finally {
      if (!isOpen) {
        attempt[Symbol.dispose]();
        if (end(outcome)) underway.opened = url.origin;
      }
    }
  }

  /** The time of a stream ends when it begins; its host has it until it is closed, or the request is over that has left it. */
  #hold({ call, deadline }: Underway, { status, headers, body }: TransportAnswer, release: () => void): Received {
    deadline.stopClock();
    const watched = bounded(body, call.maxResponseSize);
    const cancel = (): void => {
      // What is thrown away may end with an error, which is nobody's.
      for (const stream of [body, watched]) stream.on('error', () => undefined).destroy();
    };
    const stay = call.origin.whenOver?.(cancel);
    body.once('close', () => {
      stay?.();
      release();
      deadline[Symbol.dispose]();
    });
    return { status, headers, stream: { status, headers, body: watched, cancel } };
  }

  #toAnswer({ status, headers, bytes = new Uint8Array() }: Received, place: string): HttpAnswer {
    return new HttpAnswer({ status, headers }, bytes, { place, formats: this.settings.formats });
  }

  #toStatusError(answer: Received, place: string): UpstreamStatusError {
    return new UpstreamStatusError(`${place} answered ${answer.status}.`, this.#toAnswer(answer, place));
  }
}

/** @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client */
function toObserved({ method, path, url }: Call, { base }: ClientSettings): Observed {
  const isTemplate = base !== undefined;
  const attributes = {
    'http.request.method': method,
    'server.address': url.hostname,
    'server.port': Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    ...(isTemplate ? { 'url.template': path } : {}),
  };
  return { kind: 'http', name: isTemplate ? `${method} ${path}` : method, attributes };
}

/** The failure that opens a circuit says so: what follows is refused without a line in the log. */
function withNote(failure: unknown, opened: string | undefined): unknown {
  if (opened !== undefined && failure instanceof Error) failure.message += ` ${opened} has failed too often, and is left alone for a while.`;
  return failure;
}

function codeOf(error: unknown): { readonly code?: string } {
  const code = networkCodeOf(error);
  return code === undefined ? {} : { code };
}

function isBodyless(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

/** Names of headers are the same in any case: of two, the later one counts. */
export function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
