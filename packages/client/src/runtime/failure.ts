import { ApiError } from './api-error.js';
import type { ApiErrorDetails } from './api-error.js';
import type { OperationDefinition } from './operation-definition.js';
import type { SentRequest } from './sent-request.js';

/** The error that an answer stands for. */
export const toApiError = (
  errors: OperationDefinition['errors'] = {},
  { status, headers }: Pick<ApiErrorDetails, 'status' | 'headers'>,
  body: unknown,
  request: SentRequest,
): ApiError => {
  const { code: named, error } = (body ?? {}) as { readonly code?: unknown; readonly error?: { readonly code?: unknown } };
  // Problems and most others say `code`; some nest it; OAuth2 says `error`. @see RFC 9457, RFC 6749 §5.2
  const code = [named, error?.code, error].find((value): value is string => typeof value === 'string');
  const declared = errors[status] ?? errors[`${String(status)[0]}XX`] ?? errors['default'] ?? [];
  return new ApiError({ kind: declared === true || declared.includes(code as string) ? 'declared' : 'undeclared', status, code, body, headers, request });
};
