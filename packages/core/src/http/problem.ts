import type { ValidationIssue } from '../validation/issue.js';
import type { HttpError } from './http-error.js';
import { PROBLEM_MEMBERS } from './http-error.js';
import { reasonOf } from './status.js';

/** The two shapes of error answers: RFC 9457 problems, or FastAPI's `{ "detail": … }`. */
export type ErrorEnvelope = 'problem' | 'fastapi';

/** The body of an error answer and its content type. */
export interface ErrorAnswer {
  readonly contentType: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The answer for an HTTP error.
 *
 * problem: `{ "type": "about:blank", "title": "Item not found", "status": 404, "code": "item_not_found", "detail": "…", "requestId": "req-1" }`;
 * fastapi: `{ "detail": "…" }`.
 */
export function formatHttpError(error: HttpError, envelope: ErrorEnvelope, requestId?: string): ErrorAnswer {
  if (envelope === 'fastapi') return fastapiAnswer(error.detail ?? error.title, error.data);
  return problemAnswer({
    ...problemHead(error.status, error.title, error.code),
    ...(typeof error.detail === 'string' ? { detail: error.detail } : {}),
    ...(requestId === undefined ? {} : { requestId }),
    ...(error.detail === undefined || typeof error.detail === 'string' ? {} : { data: error.detail }),
    ...extensionsOf(error.data),
  });
}

/** The answer for what a request got wrong: 422, the issues under `errors`, or under `detail` as FastAPI has them. */
export function formatIssues(issues: readonly ValidationIssue[], envelope: ErrorEnvelope, requestId: string): ErrorAnswer {
  if (envelope === 'fastapi') return fastapiAnswer(issues, undefined);
  return problemAnswer({ ...problemHead(422, 'Validation failed', 'validation_failed'), detail: summaryOf(issues), requestId, errors: issues });
}

function problemHead(status: number, title: string, code: string): Record<string, unknown> {
  return { type: 'about:blank', title, status, code };
}

function problemAnswer(body: Record<string, unknown>): ErrorAnswer {
  return { contentType: 'application/problem+json; charset=utf-8', body };
}

function fastapiAnswer(detail: unknown, data: unknown): ErrorAnswer {
  return { contentType: 'application/json; charset=utf-8', body: { detail, ...extensionsOf(data) } };
}

function summaryOf(issues: readonly ValidationIssue[]): string {
  const [first] = issues;
  if (first === undefined) return reasonOf(422) ?? '';
  const rest = issues.length === 1 ? '' : ` And ${issues.length - 1} more.`;
  // FastAPI's sentence for broken JSON is the same whatever is broken; what it is stands in the context.
  const reason = first.type === 'json_invalid' ? `: ${String(first.ctx?.['error'])}` : '';
  const said = `${first.loc.join('.')}: ${first.msg}${reason}`;
  return `${said}${said.endsWith('.') ? '' : '.'}${rest}`;
}

/** A declared error's data become members of the problem; the standard ones are never replaced. @see RFC 9457 §3.2 */
function extensionsOf(data: unknown): Record<string, unknown> {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(Object.entries(data).filter(([member]) => !PROBLEM_MEMBERS.includes(member)));
}
