/** What may be switched on, and which route it is asked for. */
export const VARIANTS = {
  bare: { path: '/bare', label: 'the bare route' },
  cache: { path: '/cache', label: '`@Cache`, a hit in memory' },
  limit: { path: '/limit', label: '`@RateLimit` in memory' },
  metrics: { path: '/bare', label: '`metrics: true`' },
  unsampled: { path: '/bare', label: '`tracing: true`, not sampled' },
  tracing: { path: '/bare', label: '`tracing: true`, all recorded' },
} as const;

export type VariantName = keyof typeof VARIANTS;

export const NAMES = Object.keys(VARIANTS) as readonly VariantName[];
