import type { FeatureRoute } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import t from 'tap';
import { ask, compileLimits, findWorst, refuse } from '#src/rate-limit/compiled-limit.js';
import type { RateLimitDeclaration } from '#src/rate-limit/rate-limit-options.js';

const route = { definition: { place: 'A.b', channel: undefined }, readGuard: () => undefined } as unknown as FeatureRoute;
const request = { ip: '203.0.113.1' } as FastifyRequest;

function declare(options: Partial<RateLimitDeclaration>): RateLimitDeclaration {
  return { texts: ['2/s'], rates: [{ text: '2/s', limit: 2, window: 1_000 }], place: '/ A', ...options };
}

t.test('counts each declaration of a place for itself, and what has one name together', async (t) => {
  const limits = compileLimits([declare({}), declare({ by: 'everybody' }), declare({ name: 'login', cost: 2 }), declare({ skip: () => true })], route);
  const { rates, windows } = ask(limits, request);
  t.strictSame(
    windows.map(({ key, cost }) => [key, cost]),
    [
      ['/ A#0 1000 203.0.113.1', 1],
      ['/ A#1 1000 *', 1],
      ['login 1000 203.0.113.1', 2],
    ],
  );
  t.strictSame(
    rates.map(({ name }) => name),
    ['2/s', '2/s (2)', 'login 2/s'],
  );
});

t.test('refuses by the limit that takes longest', async (t) => {
  const limits = compileLimits([declare({}), declare({ rates: [{ text: '9/h', limit: 9, window: 3_600_000 }] })], route);
  const states = [0, 61_000].map((wait) => ({ remaining: 0, reset: wait, wait }));
  t.equal(findWorst(states), 1);
  t.match(refuse(ask(limits, request).rates, states), {
    status: 429,
    detail: 'No more than 9 per hour; try again in 61 seconds.',
    headers: { 'retry-after': '61' },
  });
});
