import { ApiError } from './api-error.js';
import type { ApiErrorDetails, UndeclaredError } from './api-error.js';
import type { OperationDefinition } from './operation-definition.js';
import type { SentRequest } from './sent-request.js';

/** The error that an answer stands for. */
export function toApiError(
  errors: OperationDefinition['errors'] = {},
  answer: Pick<ApiErrorDetails, 'status' | 'headers' | 'body'>,
  request: SentRequest,
): ApiError {
  const { status, body } = answer;
  const code = codeOf(body);
  const declared = errors[status] ?? errors[`${Math.floor(status / 100)}XX`] ?? errors['default'] ?? [];
  const isDeclared = declared === true || declared.includes(code as string);
  return new ApiError({ ...answer, kind: isDeclared ? 'declared' : 'undeclared', code, request });
}

/** True for what `safe` returns instead of throwing it. */
export function isCallError(error: unknown): error is UndeclaredError {
  return error instanceof Error && 'kind' in error;
}

/** Problems and most others say `code`; some nest it; OAuth2 says `error`. @see RFC 9457, RFC 6749 §5.2 */
function codeOf(body: unknown): string | undefined {
  const { code, error } = (body ?? {}) as { readonly code?: unknown; readonly error?: { readonly code?: unknown } };
  return [code, error?.code, error].find((value): value is string => typeof value === 'string');
}
