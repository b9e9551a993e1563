import t from 'tap';
import { readRetryAfter, readRetryDelay } from '#src/retry.js';
import type { Attempt, RetryPolicy } from '#src/retry.js';

const POLICY: RetryPolicy = { limit: 3, delay: 100, maxDelay: 250, methods: new Set(['GET']), statuses: new Set([503]) };
const failed = (method: string, number: number, code = 'ECONNRESET'): Attempt => ({ method, number, code });
const answered = (status: number, headers = {}): Attempt => ({ method: 'GET', number: 1, answer: { status, headers } });

t.test('The pause is a random part of a span that doubles up to its end', (t) => {
  const longest = [1, 2, 3, 4].map((number) => readRetryDelay(POLICY, failed('GET', number), () => 1));
  t.strictSame(longest, [100, 200, 250, undefined]);
  t.equal(
    readRetryDelay(POLICY, failed('GET', 2), () => 0.25),
    50,
  );
  t.end();
});

t.test('What changes something is repeated only where the service has seen nothing of it', (t) => {
  const of = (attempt: Attempt): boolean => readRetryDelay(POLICY, attempt) !== undefined;
  t.strictSame([of(failed('POST', 1)), of(failed('POST', 1, 'ECONNREFUSED')), of(failed('POST', 1, 'UND_ERR_CONNECT_TIMEOUT'))], [false, true, true]);
  t.strictSame([of(answered(503)), of(answered(500)), of(answered(200)), of({ method: 'GET', number: 1 })], [true, false, false, false]);
  t.end();
});

t.test('Retry-After is a pause that is not shortened', (t) => {
  const now = Date.parse('2026-05-01T12:00:00Z');
  const rows: readonly (readonly [text: string | undefined, want: number | undefined])[] = [
    ['3', 3_000],
    ['0', 0],
    ['Fri, 01 May 2026 12:00:05 GMT', 5_000],
    ['Fri, 01 May 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [text, want] of rows) t.equal(readRetryAfter({ 'retry-after': text }, now), want, String(text));
  t.equal(
    readRetryDelay(POLICY, answered(503, { 'retry-after': '2' }), () => 1),
    2_000,
  );
  t.equal(
    readRetryDelay(POLICY, answered(503, { 'retry-after': '0' }), () => 1),
    100,
  );
  t.end();
});
