import { ApiError } from './api-error.js';
import type { UndeclaredError } from './api-error.js';
import type { OperationDefinition } from './operation-definition.js';
import type { SentRequest } from './sent-request.js';

/** The error that an answer stands for. */
export function toApiError(
  errors: OperationDefinition['errors'],
  answer: { readonly status: number; readonly headers: Headers; readonly body: unknown },
  request: SentRequest,
): ApiError {
  const code = codeOf(answer.body);
  const { status, headers, body } = answer;
  const declared = errors?.[status] ?? errors?.[`${Math.floor(status / 100)}XX`] ?? errors?.['default'] ?? [];
  const isDeclared = declared === true || (code !== undefined && declared.includes(code));
  return new ApiError({ kind: isDeclared ? 'declared' : 'undeclared', status, code, body, headers, request });
}

/** True for what `safe` returns instead of throwing it. */
export function isCallError(error: unknown): error is UndeclaredError {
  return error instanceof Error && 'kind' in error && 'request' in error;
}

/** Problems and most others say `code`; some nest it; OAuth2 says `error`. @see RFC 9457, RFC 6749 §5.2 */
function codeOf(body: unknown): string | undefined {
  const { code, error } = (body ?? {}) as { readonly code?: unknown; readonly error?: unknown };
  const nested = (error ?? {}) as { readonly code?: unknown };
  return [code, nested.code, error].find((value) => typeof value === 'string');
}
