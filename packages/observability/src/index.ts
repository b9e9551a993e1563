// The public list, by hand.

// Health
export { health } from './health/health.js';
export type { HealthOptions } from './health/health.js';
export type { HealthCheckReport, HealthReport } from './health/health-report.js';
export { readiness } from './health/readiness.js';
export type { DeclaredReadiness, ReadinessOptions } from './health/readiness.js';

// Metrics
export { metrics } from './metrics/own-metrics.js';
export type { Counter, Gauge, GaugeOptions, Histogram, HistogramOptions, MetricOptions } from './metrics/own-metrics.js';
export type { Labels } from './metrics/series.js';
export { metricsEndpoint } from './metrics/metrics-endpoint.js';
export type { MetricsOptions, MetricsPlugins } from './metrics/metrics-endpoint.js';

// Traces
export { tracing } from './tracing/tracing.js';
export type { Tracing, TracingOptions } from './tracing/tracing.js';
export type { IncomingTrace } from './tracing/request-spans.js';
