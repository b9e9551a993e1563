import type { FastifyRequest } from 'fastify';
import t from 'tap';
import { noteSession, sessionsOf } from '#src/session/request-session.js';

t.test('remembers the sessions of a request, and of no other', async (t) => {
  const [request, other] = [{}, {}] as [FastifyRequest, FastifyRequest];
  const [cart, account] = [
    { isNew: true, isCsrfToken: () => false },
    { isNew: false, isCsrfToken: () => true },
  ];
  t.strictSame(sessionsOf(request), []);
  noteSession(request, cart);
  noteSession(request, account);
  t.strictSame(sessionsOf(request), [cart, account]);
  t.strictSame(sessionsOf(other), []);
});
