import type { RouteDefinition } from '@typhoon/core';
import t from 'tap';
import { toChannelLimits } from '#src/rate-limit/channel-limits.js';
import type { RateLimitOptions } from '#src/rate-limit/rate-limit-options.js';

const route = { place: 'A.b', channel: { receive: undefined, send: undefined, subprotocols: [] } } as unknown as RouteDefinition;
const rate = { text: '10/15m', limit: 10, window: 900_000 };

function describe(options: RateLimitOptions, place = '/ A.b') {
  return toChannelLimits([{ ...options, texts: [rate.text], rates: [rate], place }], route).map(({ description }) => description);
}

t.test('says who is counted apart and what one more does', async (t) => {
  t.strictSame(toChannelLimits([{ texts: [rate.text], rates: [rate], place: '/ createApp' }], route), [
    { counts: 'openings', limit: 10, window: 900_000, description: 'No more than 10 per 15 minutes of an address: one more is answered with 429.' },
  ]);
  t.strictSame([describe({ by: 'everybody' }), describe({ by: () => 'me', exceeded: 'drop' }), describe({ exceeded: () => '' })].flat(), [
    'No more than 10 per 15 minutes of all together: one more closes with 4429.',
    'No more than 10 per 15 minutes of each caller: one more is dropped.',
    'No more than 10 per 15 minutes of an address: one more is not read, but answered with a message.',
  ]);
});
