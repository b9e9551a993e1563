import type { Note, Observed, Observer } from '@typhoon/core';
import { isThenable } from '@typhoon/core/internal';
import type { Context, Span, SpanKind, Tracer } from '@opentelemetry/api';
import type { OpenTelemetry } from './open-telemetry.js';
import { markFailed, recordFailure } from './span-failure.js';

/** Which work of a request has spans. */
export interface SpanChoice {
  readonly dependencies: boolean;
  readonly handlers: boolean;
}

type Kind = Observed['kind'];

/** Makes spans of the work of an application: each is what is under way for the user's own spans inside of it. */
export class SpanObserver implements Observer {
  readonly #api: OpenTelemetry;
  readonly #tracer: Tracer;
  readonly #left: ReadonlySet<Kind>;
  readonly #kinds: Readonly<Partial<Record<Kind, SpanKind>>>;

  constructor(api: OpenTelemetry, tracer: Tracer, { dependencies, handlers }: SpanChoice) {
    const { SpanKind: kinds } = api;
    this.#api = api;
    this.#tracer = tracer;
    this.#left = new Set<Kind>([...(dependencies ? [] : ['dependency' as const]), ...(handlers ? [] : ['handler' as const])]);
    this.#kinds = { send: kinds.PRODUCER, task: kinds.CONSUMER, http: kinds.CLIENT };
  }

  readonly around: Observer['around'] = (observed, run) => {
    const { context, trace } = this.#api;
    const { kind } = observed;
    if (this.#left.has(kind)) return run(ignore);
    const parent = context.active();
    // What is inside of a request that is not recorded would hang in the air.
    if ((kind === 'dependency' || kind === 'handler') && trace.getSpan(parent)?.isRecording() !== true) return run(ignore);
    return this.#run(parent, observed, run);
  };

  readonly resume: Observer['resume'] = (carrier, observed, run) => {
    const { propagation, ROOT_CONTEXT } = this.#api;
    return this.#run(propagation.extract(ROOT_CONTEXT, carrier), observed, run);
  };

  readonly carrier: Observer['carrier'] = () => {
    const { propagation, context } = this.#api;
    const carrier: Record<string, string> = {};
    propagation.inject(context.active(), carrier);
    return carrier;
  };

  readonly bindings: Observer['bindings'] = () => {
    const { trace, context } = this.#api;
    return toBindings(this.#api, trace.getSpan(context.active()));
  };

  #run<TResult>(parent: Context, { kind, name, attributes = {} }: Observed, run: (note: Note) => TResult): TResult {
    const { context, trace, SpanKind: kinds } = this.#api;
    const span = this.#tracer.startSpan(
      NAMES[kind]?.(name) ?? name,
      { kind: this.#kinds[kind] ?? kinds.INTERNAL, attributes: { ...attributes, ...extraOf(kind, name) } },
      parent,
    );
    const note: Note = (more) => {
      span.setAttributes(more);
      if (kind === 'http') this.#noteStatus(span, more['http.response.status_code']);
    };
    const fail = (error: unknown): void => {
      if (ROOTS.has(kind)) recordFailure(span, error);
      markFailed(this.#api, span, error);
      span.end();
    };
    let result: TResult;
    try {
      result = context.with(trace.setSpan(parent, span), run, undefined, note);
    } catch (error) {
      fail(error);
      throw error;
    }
    const settled = toPromise(result, kind);
    if (settled === undefined) span.end();
    else settled.then(() => span.end(), fail);
    return (settled as TResult | undefined) ?? result;
  }

  /** For whoever asked, 404 is a failure, too. @see OpenTelemetry, Semantic conventions for HTTP spans, Status */
  #noteStatus(span: Span, status: unknown): void {
    if (typeof status !== 'number' || status < 400) return;
    span.setAttribute('error.type', String(status));
    span.setStatus({ code: this.#api.SpanStatusCode.ERROR });
  }
}

function ignore(): void {
  // Nobody looks.
}

/** What is at the top of its trace in this process: nobody else records why it failed. */
const ROOTS: ReadonlySet<Kind> = new Set<Kind>(['task', 'schedule']);

/** @see OpenTelemetry, Semantic conventions for messaging spans, Span name */
const NAMES: Readonly<Partial<Record<Kind, (name: string) => string>>> = {
  send: (name) => `send ${name}`,
  task: (name) => `process ${name}`,
};

function extraOf(kind: Kind, name: string): Record<string, string> {
  return kind === 'handler' ? { 'code.function.name': name } : {};
}

/** A value that may be a thenable, Fastify's reply, is what a dependency yields; everywhere else it is waited for, once. */
function toPromise(result: unknown, kind: Kind): Promise<unknown> | undefined {
  if (result instanceof Promise) return result;
  return kind !== 'dependency' && isThenable(result) ? Promise.resolve(result) : undefined;
}

/** @see OpenTelemetry, Trace context in non-OTLP log formats */
export function toBindings({ isSpanContextValid }: OpenTelemetry, span: Span | undefined): Readonly<Record<string, string>> | undefined {
  const context = span?.spanContext();
  if (context === undefined || !isSpanContextValid(context)) return undefined;
  return { trace_id: context.traceId, span_id: context.spanId, trace_flags: `0${context.traceFlags.toString(16)}` };
}
