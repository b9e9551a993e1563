import { kLogBindings } from '@typhoon/core/internal';
import type { Context, Span, Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUpgrade } from '../upgrade.js';
import type { OpenTelemetry } from './open-telemetry.js';
import { readRequestAttributes } from './request-attributes.js';
import { errorTypeOf, recordFailure } from './span-failure.js';
import { toBindings } from './span-observer.js';

/** What becomes of a trace that a request belongs to already. */
export type IncomingTrace = 'continue' | 'link' | 'ignore';

/** How requests are looked at. */
export interface RequestSpansOptions {
  readonly incoming: IncomingTrace;
  readonly ignore: ((request: FastifyRequest) => boolean) | undefined;
}

/** The trace of a request. */
interface RequestTrace {
  readonly span: Span;
  readonly context: Context;
  /** Somebody else began the span of the request, `@opentelemetry/instrumentation-http`, and ends it. */
  readonly isAdopted: boolean;
  failure: unknown;
}

const kTrace = Symbol.for('typhoon.trace');
/** What requests that are not traced run in: the SDK records nothing there, and sends no headers on. @see `suppressTracing` of `@opentelemetry/core` */
const SUPPRESSED = 'OpenTelemetry SDK Context Key SUPPRESS_TRACING';

type Traced = FastifyRequest & { [kTrace]: RequestTrace | null };

/** Makes a span of each request, from its head to the end of its answer, or of its socket. */
export class RequestSpans {
  readonly #api: OpenTelemetry;
  readonly #tracer: Tracer;
  readonly #options: RequestSpansOptions;
  readonly #suppressed: Context;

  constructor(api: OpenTelemetry, tracer: Tracer, options: RequestSpansOptions) {
    this.#api = api;
    this.#tracer = tracer;
    this.#options = options;
    this.#suppressed = api.ROOT_CONTEXT.setValue(api.createContextKey(SUPPRESSED), true);
  }

  /** Before all other hooks: what they refuse has a span, and what they do stands in it. */
  register(instance: FastifyInstance): void {
    const { context } = this.#api;
    const bindings = (request: Traced): object | undefined => toBindings(this.#api, request[kTrace]?.span);
    instance.decorateRequest(kTrace as unknown as string, null);
    // Read by those requests only that write into the log.
    instance.decorateRequest(kLogBindings as unknown as string, {
      getter(this: FastifyRequest) {
        return bindings(this as Traced);
      },
    });
    instance.addHook('onRequest', (request, reply, done) => {
      context.with(this.#begin(request as Traced, reply), done);
    });
    // The events of a body come from its connection, whose context is another one.
    instance.addHook('preValidation', (request, _reply, done) => {
      const own = (request as Traced)[kTrace]?.context ?? this.#suppressed;
      if (context.active() === own) done();
      else context.with(own, done);
    });
    instance.addHook('onError', (request, _reply, error, done) => {
      const trace = (request as Traced)[kTrace];
      if (trace !== null) trace.failure = error;
      done();
    });
  }

  #begin(request: Traced, reply: FastifyReply): Context {
    if (this.#isIgnored(request)) return this.#suppressed;
    const trace = this.#adopt(request) ?? this.#start(request);
    request[kTrace] = trace;
    if (isUpgrade(request)) this.#watchSocket(trace, request, reply);
    else reply.raw.once('close', () => this.#end(trace, reply));
    return trace.context;
  }

  #isIgnored(request: FastifyRequest): boolean {
    const { typhoonUntraced } = (request.routeOptions.config ?? {}) as { readonly typhoonUntraced?: unknown };
    return typhoonUntraced === true || this.#options.ignore?.(request) === true;
  }

  /** Two spans of one request would be told as two requests. */
  #adopt(request: FastifyRequest): RequestTrace | undefined {
    const { context, trace, SpanKind } = this.#api;
    const active = context.active();
    const span = trace.getSpan(active);
    if ((span as { readonly kind?: unknown } | undefined)?.kind !== SpanKind.SERVER) return undefined;
    const { url } = request.routeOptions;
    if (url !== undefined) span?.updateName(nameOf(request)).setAttribute('http.route', url);
    return { span: span as Span, context: active, isAdopted: true, failure: undefined };
  }

  /** Not within what was under way when the server began to listen, or a test asked. */
  #start(request: FastifyRequest): RequestTrace {
    const { trace, propagation, ROOT_CONTEXT, SpanKind } = this.#api;
    const { incoming } = this.#options;
    const told = incoming === 'ignore' ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, request.headers);
    const parent = incoming === 'continue' ? told : ROOT_CONTEXT;
    const linked = incoming === 'link' ? trace.getSpanContext(told) : undefined;
    const links = linked === undefined ? {} : { links: [{ context: linked }] };
    const span = this.#tracer.startSpan(nameOf(request), { kind: SpanKind.SERVER, attributes: readRequestAttributes(request), ...links }, parent);
    return { span, context: trace.setSpan(parent, span), isAdopted: false, failure: undefined };
  }

  #end({ span, failure, isAdopted }: RequestTrace, { raw }: FastifyReply): void {
    if (span.isRecording()) {
      if (raw.headersSent) this.#tellStatus(span, raw.statusCode, failure);
      if (!raw.writableFinished) span.addEvent('http.response.aborted');
    }
    if (!isAdopted) span.end();
  }

  /** @see OpenTelemetry, Semantic conventions for HTTP spans, Status: what is below 500 is no error of a server, and no description repeats the status. */
  #tellStatus(span: Span, status: number, failure: unknown): void {
    span.setAttribute('http.response.status_code', status);
    if (status < 500) return;
    if (failure !== undefined) recordFailure(span, failure);
    span.setAttribute('error.type', failure === undefined ? String(status) : errorTypeOf(failure));
    span.setStatus({ code: this.#api.SpanStatusCode.ERROR });
  }

  /** Until the connection ends. The span alone is kept: request and answer are larger than all else of an idle socket. */
  #watchSocket(trace: RequestTrace, request: FastifyRequest, { raw }: FastifyReply): void {
    const end = this.#endOnce(trace);
    raw.once('finish', () => end(raw.statusCode));
    const { socket } = request.raw;
    socket.once('close', toListener(end));
  }

  #endOnce(trace: RequestTrace): (status: number) => void {
    let isEnded = false;
    return (status) => {
      if (isEnded) return;
      isEnded = true;
      this.#tellStatus(trace.span, status, trace.failure);
      if (!trace.isAdopted) trace.span.end();
    };
  }
}

/** By a function of its own: what stands next to it is not kept. */
function toListener(end: (status: number) => void): () => void {
  return () => end(SWITCHING_PROTOCOLS);
}

const SWITCHING_PROTOCOLS = 101;

/** 'GET /items/:id', never the path itself. @see OpenTelemetry, Semantic conventions for HTTP spans, Name */
function nameOf({ method, routeOptions: { url } }: FastifyRequest): string {
  return url === undefined ? method : `${method} ${url}`;
}
