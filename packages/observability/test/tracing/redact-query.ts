import t from 'tap';
import { redactQuery } from '#src/tracing/redact-query.js';

t.test('values that sign somebody in are not told, by whatever spelling of their name', async (t) => {
  for (const [query, told] of [
    ['page=2&q=a=b', 'page=2&q=a=b'],
    ['access_token=abc&page=2', 'access_token=REDACTED&page=2'],
    ['Token=abc', 'Token=REDACTED'],
    ['X-Goog-Signature=abc&sig=', 'X-Goog-Signature=REDACTED&sig=REDACTED'],
    ['access%5Ftoken=abc', 'access%5Ftoken=REDACTED'],
    ['%E0%A4%A=abc&password', '%E0%A4%A=abc&password'],
    ['', ''],
  ] as const)
    t.equal(redactQuery(query), told);
  t.equal(redactQuery('ticket=abc&page=2', ['ticket']), 'ticket=REDACTED&page=2');
});
