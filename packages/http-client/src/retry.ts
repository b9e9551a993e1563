import { headerOf } from './http-answer.js';
import type { AnswerHeaders } from './http-answer.js';

/** When a call is repeated, read from the options. */
export interface RetryPolicy {
  /** How often at most, beside the first time. */
  readonly limit: number;
  /** Milliseconds before the first repetition at most; twice as many before each further one. */
  readonly delay: number;
  readonly maxDelay: number;
  /** Methods that may be repeated. */
  readonly methods: ReadonlySet<string>;
  readonly statuses: ReadonlySet<number>;
}

/** How an attempt ended. */
export interface Attempt {
  readonly method: string;
  /** 1 for the first one. */
  readonly number: number;
  /** What was answered; undefined where nothing was. */
  readonly answer?: { readonly status: number; readonly headers: AnswerHeaders };
  /** Why nothing was answered. */
  readonly code?: string;
}

/** Of these the service has seen nothing: even an order may be sent again. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Milliseconds after which the call is repeated; undefined where it is not. */
export function readRetryDelay(policy: RetryPolicy, attempt: Attempt, random: () => number = Math.random): number | undefined {
  if (attempt.number > policy.limit || !isWorthwhile(policy, attempt)) return undefined;
  // All of the span at random, so that those who failed together do not come back together. @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
  const jittered = random() * Math.min(policy.maxDelay, policy.delay * 2 ** (attempt.number - 1));
  const demanded = attempt.answer === undefined ? undefined : readRetryAfter(attempt.answer.headers);
  return Math.max(jittered, demanded ?? 0);
}

function isWorthwhile({ methods, statuses }: RetryPolicy, { method, answer, code }: Attempt): boolean {
  if (code !== undefined && NEVER_SENT.has(code)) return true;
  return methods.has(method) && (answer === undefined ? code !== undefined : statuses.has(answer.status));
}

/** `Retry-After` in milliseconds: seconds, or a date. @see RFC 9110 §10.2.3 */
export function readRetryAfter(headers: AnswerHeaders, now: number = Date.now()): number | undefined {
  const text = headerOf(headers, 'retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
