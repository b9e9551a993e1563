import { health, metricsEndpoint, tracing as trace } from '@typhoon/observability';
import type { HealthOptions, MetricsOptions, TracingOptions } from '@typhoon/observability';
import type { AppPart } from './app-part.js';

/** Whether an application is well, and what it does. */
export interface ObservabilityOptions {
  /**
   * Where it says whether it is well: paths, checks, protection. `false` says it nowhere. Default: `/healthz` and `/readyz`,
   * outside of `prefix` and of the documents.
   */
  readonly health?: HealthOptions | false | undefined;
  /**
   * What it tells Prometheus, at `/metrics`: paths, protection, durations. `true` tells it to whoever asks. Default: false,
   * since routes and numbers of requests are not for everybody, and counting is not for nothing.
   */
  readonly metrics?: MetricsOptions | boolean | undefined;
  /**
   * Traces of requests, dependencies, tasks and schedules, by OpenTelemetry: its SDK, which the program registers, says what
   * is recorded and where it is sent to. It needs `@opentelemetry/api`. Default: false.
   */
  readonly tracing?: TracingOptions | boolean | undefined;
}

interface DescribedOptions extends ObservabilityOptions {
  /** What `build_info` says where nothing else is given. */
  readonly build: Readonly<Record<string, string>>;
}

/** Health is on where nothing is said; what tells more is off. */
export function describeObservability({ health: wellness = {}, metrics = false, tracing = false, build }: DescribedOptions): AppPart {
  const traced = tracing === false ? undefined : trace(tracing === true ? {} : tracing);
  const counted = metrics === false ? [] : [metricsEndpoint({ build, ...(metrics === true ? {} : metrics) })];
  return {
    plugins: [...(traced === undefined ? [] : [traced.plugin]), ...counted.map(({ count }) => count)],
    lastPlugins: [...counted.map(({ serve }) => serve), ...(wellness === false ? [] : [health(wellness)])],
    ...(traced === undefined ? {} : { observer: traced.observer }),
  };
}
