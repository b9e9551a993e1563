import type { RouteOptions } from '../decorators/route-options.js';
import { isResponseLike, toResponseKind } from '../http/response-kind.js';
import { isBodyless } from '../http/status.js';

/** What the levels say of the answer that a plain return value is. */
export type AnswerOptions = Pick<RouteOptions, 'status' | 'response' | 'responseDescription' | 'responseHeaders' | 'examples'>;

/**
 * A level that declares a response drops what outer ones said of theirs, and their status where the response brings its
 * own; a level whose status has no body drops their response.
 */
export function mergeAnswer(inherited: AnswerOptions, level: AnswerOptions): AnswerOptions {
  const own = answerOf(level);
  if (own.response !== undefined) {
    const bringsStatus = isResponseLike(own.response) && toResponseKind(own.response).status !== 200;
    return { ...(inherited.status === undefined || bringsStatus ? {} : { status: inherited.status }), ...own };
  }
  if (own.status !== undefined && isBodyless(own.status)) return own;
  return { ...inherited, ...own };
}

const ANSWER_KEYS = ['status', 'response', 'responseDescription', 'responseHeaders', 'examples'] as const;

function answerOf(level: AnswerOptions): AnswerOptions {
  return Object.fromEntries(ANSWER_KEYS.filter((key) => level[key] !== undefined).map((key) => [key, level[key]]));
}
