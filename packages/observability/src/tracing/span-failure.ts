import { HttpError } from '@typhoon/core';
import type { Span } from '@opentelemetry/api';
import type { OpenTelemetry } from './open-telemetry.js';

/** What an error is known by in `error.type`: few values. A problem that was declared has its status, everything else its name. */
export function errorTypeOf(error: unknown): string {
  if (HttpError.is(error)) return String(error.status);
  return error instanceof Error ? error.name : typeof error;
}

/** An answer that is no failure of the server: 404, 409. */
export function isRefusal(error: unknown): boolean {
  return HttpError.is(error) && error.status < 500;
}

/** Says of a span that what it looks at has failed. */
export function markFailed({ SpanStatusCode }: OpenTelemetry, span: Span, error: unknown): void {
  span.setAttribute('error.type', errorTypeOf(error));
  if (isRefusal(error)) return;
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
}

/** Keeps name, message and stack of what was thrown, whatever it was. */
export function recordFailure(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error));
}
