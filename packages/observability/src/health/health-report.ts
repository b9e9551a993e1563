/** What `/healthz` and `/readyz` answer. */
export interface HealthReport {
  /** `ok`: 200; `unavailable` (a check failed) and `draining` (the application ends): 503. */
  readonly status: 'ok' | 'unavailable' | 'draining';
  /** Each check, where the option `details` asks for it. Why one failed stands in the log alone. */
  readonly checks?: readonly HealthCheckReport[];
}

/** How a check came out. */
export interface HealthCheckReport {
  readonly name: string;
  /** `late`: it was not done in time. */
  readonly status: 'ok' | 'failed' | 'late';
  /** False where the application can do its work without it. */
  readonly required: boolean;
  /** Milliseconds. */
  readonly duration: number;
}

/** The same for the documents. */
export const HEALTH_REPORT_SCHEMA = {
  type: 'object',
  required: ['status'],
  properties: {
    status: { type: 'string', enum: ['ok', 'unavailable', 'draining'] },
    checks: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'status', 'required', 'duration'],
        properties: {
          name: { type: 'string' },
          status: { type: 'string', enum: ['ok', 'failed', 'late'] },
          required: { type: 'boolean' },
          duration: { type: 'number', description: 'Milliseconds.' },
        },
      },
    },
  },
} as const;
