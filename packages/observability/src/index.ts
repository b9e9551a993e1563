// The public list, by hand.

// Health
export { health } from './health/health.js';
export type { HealthOptions } from './health/health.js';
export type { HealthCheckReport, HealthReport } from './health/health-report.js';
export { readiness } from './health/readiness.js';
export type { DeclaredReadiness, ReadinessOptions } from './health/readiness.js';
