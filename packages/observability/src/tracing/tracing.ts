import type { Application, Observer } from '@typhoon/core';
import { assertAppOption, flag, isDescribed } from '@typhoon/core/internal';
import type { OptionRules } from '@typhoon/core/internal';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { loadOpenTelemetry } from './open-telemetry.js';
import { RequestSpans } from './request-spans.js';
import type { IncomingTrace } from './request-spans.js';
import { SpanObserver } from './span-observer.js';

/** What is traced. What of it is recorded, and where it is sent to, the SDK of OpenTelemetry says. */
export interface TracingOptions {
  /** Requests that are not traced, beside health, metrics and documents. Default: none. */
  readonly ignore?: (request: FastifyRequest) => boolean;
  /**
   * What becomes of a `traceparent` that a request brings: it is continued; or a trace of its own links to it, where strangers
   * ask; or nothing. Default: 'continue'.
   */
  readonly incoming?: IncomingTrace;
  /** Whether each dependency of a request or a task has a span. Default: true. */
  readonly dependencies?: boolean;
  /** Whether handlers have spans inside of that of their request. Default: true. */
  readonly handlers?: boolean;
}

/** What traces an application. */
export interface Tracing {
  /** For `observer` of the application: dependencies, handlers, tasks, schedules. */
  readonly observer: Observer;
  /** For `plugins`, before all others: requests. */
  readonly plugin: (fastify: FastifyInstance, app: Application) => void;
}

/**
 * Traces an application by OpenTelemetry, as its SDK was registered. `createApp({ tracing: true })` of `typhoon` brings it.
 *
 * @throws BootError (TYPHOON_ERR_APP_PACKAGE) where `@opentelemetry/api` is not installed, (TYPHOON_ERR_APP_OPTIONS) for an option that is wrong.
 * @example
 * import { createApp } from '@typhoon/core';
 * const { observer, plugin } = tracing();
 * createApp({ controllers: [ItemsController], observer, plugins: [plugin] });
 */
export function tracing(options: TracingOptions = {}): Tracing {
  assertAppOption('tracing', options, RULES);
  const { ignore, incoming = 'continue', dependencies = true, handlers = true } = options;
  const api = loadOpenTelemetry();
  // It may stand for one that is registered later.
  const tracer = api.trace.getTracer('typhoon');
  return {
    observer: new SpanObserver(api, tracer, { dependencies, handlers }),
    plugin: (fastify) => {
      new RequestSpans(api, tracer, { ignore, incoming }).register(fastify);
      fastify.addHook('onReady', (done) => {
        if (!isDescribed() && !api.isSpanContextValid(tracer.startSpan('ready').spanContext())) fastify.log.warn(NO_SDK);
        done();
      });
    },
  };
}

const NO_SDK =
  'Traces are on, but nothing records them: register the SDK of OpenTelemetry, new NodeTracerProvider({ … }).register(), before the application is ready.';

const RULES: OptionRules<TracingOptions> = {
  ignore: { accepts: (value) => typeof value === 'function', expected: 'a function' },
  incoming: { accepts: (value) => ['continue', 'link', 'ignore'].includes(value as string), expected: "'continue', 'link' or 'ignore'" },
  dependencies: flag,
  handlers: flag,
};
