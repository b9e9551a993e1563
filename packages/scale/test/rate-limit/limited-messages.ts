import type { FeatureRoute, MessageVerdict } from '@typhoon/core';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import t from 'tap';
import { memoryRateLimitStore } from '#src/index.js';
import type { RateLimitOptions, RateLimitStore } from '#src/index.js';
import { compileLimits } from '#src/rate-limit/compiled-limit.js';
import { createMessageGate } from '#src/rate-limit/limited-messages.js';
import { readRate } from '#src/rate-limit/rate.js';
import { RateLimiter } from '#src/rate-limit/rate-limiter.js';

const log = { warn: () => undefined, info: () => undefined } as unknown as FastifyBaseLogger;

/** What becomes of messages of one socket, one after the other. */
async function judge(given: readonly (readonly [string, RateLimitOptions])[], count: number, store: RateLimitStore = memoryRateLimitStore()) {
  const limiter = new RateLimiter(store);
  const route = {
    definition: { place: 'A.b', channel: { receive: undefined, send: undefined, subprotocols: [] } },
    readGuard: () => undefined,
    readSingleton: () => limiter,
  } as unknown as FeatureRoute;
  const declarations = given.map(([text, options]) => ({ ...options, texts: [text], rates: [readRate(text) ?? []].flat(), place: '/ A.b' }));
  const gate = createMessageGate(compileLimits(declarations, route), { ip: '203.0.113.1' } as FastifyRequest, route);
  if (gate === undefined) return undefined;
  const verdicts: unknown[] = [];
  for (let index = 0; index < count; index++) verdicts.push(formatVerdict(await gate(log)));
  return verdicts;
}

function formatVerdict(verdict: MessageVerdict): unknown {
  return verdict instanceof Error ? (verdict as Error & { code?: string }).code : (verdict ?? 'passes');
}

t.test('lets pass what the limits have room for; the rest closes, is dropped or answered', async (t) => {
  t.strictSame(await judge([['1/m', {}]], 2), ['passes', 'rate_limited']);
  t.strictSame(await judge([['1/m', { exceeded: 'drop' }]], 2), ['passes', {}]);
  t.strictSame(await judge([['1/m', { exceeded: ({ limit, retryAfter }) => `${limit} ${retryAfter > 50}` }]], 2), ['passes', { answer: '1/m true' }]);
  t.strictSame(await judge([['4/m', { cost: 2 }]], 3), ['passes', 'passes', 'rate_limited']);
});

t.test('of several limits without room one that closes counts', async (t) => {
  t.strictSame(
    await judge(
      [
        ['1/h', { exceeded: 'drop' }],
        ['1/m', {}],
      ],
      2,
    ),
    ['passes', 'rate_limited'],
  );
  t.strictSame(
    await judge(
      [
        ['1/h', { exceeded: 'drop' }],
        ['9/m', {}],
      ],
      2,
    ),
    ['passes', {}],
  );
});

t.test('asks nothing of who is left out, and says by option what holds while nobody can be asked', async (t) => {
  t.equal(await judge([['1/m', { skip: () => true }]], 1), undefined);
  const broken: RateLimitStore = { take: async () => Promise.reject(new Error('away')), close: async () => Promise.resolve() };
  t.strictSame(await judge([['1/m', {}]], 2, broken), ['passes', 'passes']);
  t.strictSame(await judge([['1/m', { failure: 'closed' }]], 1, broken), ['rate_limit_unavailable']);
});
