import t from 'tap';
import { isReply, reply } from '#src/http/reply.js';
import type { Reply } from '#src/http/reply.js';

t.test('carries status, body and headers', (t) => {
  const value: unknown = reply(202, { job: 1 }, { 'x-a': '1' });
  t.ok(isReply(value));
  t.match(value, { status: 202, body: { job: 1 }, headers: { 'x-a': '1' } });
  t.match(reply(204), { status: 204, body: undefined, headers: undefined });
  t.end();
});

t.test('is no plain object of the same look', (t) => {
  for (const value of [{ status: 202, body: 1 }, null, undefined, 'text', 202]) t.notOk(isReply(value));
  t.end();
});

t.test('keeps status and body in its type', (t) => {
  const typed: Reply<202, { job: number }> = reply(202, { job: 1 });
  // @ts-expect-error another status
  const status: Reply<200, { job: number }> = reply(202, { job: 1 });
  // @ts-expect-error another body
  const body: Reply<202, { job: string }> = reply(202, { job: 1 });
  t.strictSame([typed.status, status.status, body.status], [202, 202, 202]);
  t.end();
});
