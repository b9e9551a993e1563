import { Readable } from 'node:stream';
import { stringify } from '@typhoon/core';
import type { Application, InferOutput, SchemaLike } from '@typhoon/core';
import { httpTransport } from '@typhoon/http-client';
import type { HttpTransport, TransportAnswer, TransportRequest } from '@typhoon/http-client';
import { isExpected } from './mock-expectation.js';
import type { MockExpectation } from './mock-expectation.js';

/** A call that the application has made. */
export interface MockedCall {
  readonly method: string;
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its body as a text; undefined where it has none, or a form with files. */
  readonly body: string | undefined;
  /** Its body as JSON; undefined where it is none. */
  json(): unknown;
}

/** What is answered. */
export interface MockReply {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Texts and bytes as they are, anything else as JSON. */
  readonly body?: unknown;
}

type Answering = (call: MockedCall, signal: AbortSignal) => MockReply | PromiseLike<MockReply>;

/** What other services answer in a test, in memory. Made by `mockHttp`. */
export class MockHttp {
  /** The calls that the application has made, repetitions included. */
  readonly calls: MockedCall[] = [];
  readonly #answers: MockAnswer[] = [];
  readonly #unanswered: string[] = [];

  /**
   * Says what is answered to whom; of several that fit, the first one that is not used up.
   *
   * @param address A whole address, `:name` for any part of its path: 'https://api.weather.example/cities/:city'.
   * @example upstream.on('GET', 'https://api.weather.example/cities/:city').reply({ body: { city: 'Oslo' } });
   */
  on(method: string, address: string, expectation: MockExpectation = {}): MockAnswer {
    const answer = new MockAnswer(method, new URL(address), expectation);
    this.#answers.push(answer);
    return answer;
  }

  /** @throws Error with the calls that nobody answered, and the answers that nobody asked for. */
  done(): void {
    const unused = this.#answers.filter(({ count }) => count === 0).map((answer) => `nobody has asked for ${answer.name}`);
    const lines = [...this.#unanswered, ...unused];
    if (lines.length > 0) throw new Error(`mockHttp: ${lines.join('; ')}.`);
  }

  /** What stands for connections. */
  get transport(): HttpTransport {
    return { send: async (request) => this.#send(request), close: async () => Promise.resolve() };
  }

  async #send(request: TransportRequest): Promise<TransportAnswer> {
    const call = await toCall(request);
    this.calls.push(call);
    request.signal.throwIfAborted();
    const answer = this.#answers.find((candidate) => candidate.fits(call));
    if (answer === undefined) throw this.#refuse(call);
    const { status = 200, headers = {}, body } = await answer.answer(call, request.signal);
    const bytes = toBytes(body);
    const type = body === undefined || typeof body === 'string' || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' };
    return { status, headers: { ...type, ...lowerCase(headers) }, body: Readable.from(bytes.length === 0 ? [] : [bytes]) };
  }

  #refuse({ method, url }: MockedCall): Error {
    const known = this.#answers.map(({ name, isUsedUp }) => `${name}${isUsedUp ? ' (used up)' : ''}`);
    const line = `nobody answers ${method} ${url.href}`;
    this.#unanswered.push(line);
    return new Error(
      `mockHttp: ${line}. ${known.length === 0 ? 'Nothing is answered yet: upstream.on(method, address).reply({ … }).' : `Answered are: ${known.join(', ')}.`}`,
    );
  }
}

/** What is answered to some calls. */
export class MockAnswer {
  /** How often it was given. */
  count = 0;
  readonly name: string;
  readonly #method: string;
  readonly #address: URL;
  readonly #expectation: MockExpectation;
  #answering: Answering = () => ({});

  /** Made by `on`. */
  constructor(method: string, address: URL, expectation: MockExpectation) {
    this.name = `${method.toUpperCase()} ${address.href}`;
    this.#method = method;
    this.#address = address;
    this.#expectation = expectation;
  }

  get isUsedUp(): boolean {
    return this.count >= (this.#expectation.times ?? Infinity);
  }

  /** Answers this, or what a function makes of the call. Default: 200 without a body. */
  reply(reply: MockReply | ((call: MockedCall) => MockReply | PromiseLike<MockReply>)): this {
    this.#answering = typeof reply === 'function' ? reply : () => reply;
    return this;
  }

  /**
   * Answers the value of a model or a schema, which the compiler checks, and `stringify` does.
   *
   * @example upstream.on('GET', 'https://api.weather.example/cities/:city').replyAs(Forecast, { city: 'Oslo', degrees: 21 });
   */
  replyAs<TSchema extends SchemaLike>(schema: TSchema, value: InferOutput<TSchema>, reply: Omit<MockReply, 'body'> = {}): this {
    const headers = { 'content-type': 'application/json', ...reply.headers };
    return this.reply({ ...reply, headers, body: stringify(schema, value) });
  }

  /** Breaks the connection off. @param code Default: 'ECONNRESET'; 'ECONNREFUSED' where nobody is there. */
  fail(code = 'ECONNRESET'): this {
    this.#answering = () => {
      throw Object.assign(new Error(`mockHttp: ${code}`), { code });
    };
    return this;
  }

  /** Never answers: the call ends with its time. */
  hang(): this {
    this.#answering = async (_call, signal) =>
      new Promise((_resolve, reject) => {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what the call was aborted with
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    return this;
  }

  fits(call: MockedCall): boolean {
    return !this.isUsedUp && isExpected(call, this.#method, this.#address, this.#expectation);
  }

  async answer(call: MockedCall, signal: AbortSignal): Promise<MockReply> {
    this.count++;
    return this.#answering(call, signal);
  }
}

/**
 * Answers all calls of an application's HTTP clients in memory: nothing reaches the network, and a call that nobody answers
 * fails with a message that says what is answered. Limits of time, repetitions, circuits and schemas work as ever. Call it
 * before the application starts; what is answered can be said at any time.
 *
 * @throws ApplicationStateError (TYPHOON_ERR_APP_STATE) after the start.
 * @example
 * const upstream = mockHttp(app);
 * upstream.on('GET', 'https://api.weather.example/cities/:city').replyAs(Forecast, forecast);
 * const client = await createInMemoryClient(app);
 */
export function mockHttp(app: Application): MockHttp {
  const mock = new MockHttp();
  app.override(httpTransport, () => () => mock.transport);
  return mock;
}

async function toCall({ method, url, headers, body }: TransportRequest): Promise<MockedCall> {
  const text = await toText(body);
  return { method, url, headers, body: text, json: () => readJson(text) };
}

async function toText(body: TransportRequest['body']): Promise<string | undefined> {
  if (body === undefined || body instanceof FormData) return undefined;
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  const chunks = (await body.toArray()) as Uint8Array[];
  return Buffer.concat(chunks).toString();
}

function readJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function toBytes(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
