import type { ChannelLimit, RouteDefinition } from '@typhoon/core';
import { formatRate } from './rate.js';
import type { RateLimitDeclaration } from './rate-limit-options.js';
import { whatCounts } from './what-counts.js';

/** Limits as the documents of a channel show them. */
export function toChannelLimits(declarations: readonly RateLimitDeclaration[], route: RouteDefinition): readonly ChannelLimit[] {
  return declarations.flatMap((declaration) => {
    const counts = whatCounts(declaration, route) === 'messages' ? 'messages' : 'openings';
    return declaration.rates.map((rate): ChannelLimit => ({
      counts,
      limit: rate.limit,
      window: rate.window,
      description: `No more than ${formatRate(rate)} ${ownerOf(declaration)}: ${counts === 'openings' ? 'one more is answered with 429' : endOf(declaration)}.`,
    }));
  });
}

function ownerOf({ by = 'address' }: RateLimitDeclaration): string {
  if (by === 'everybody') return 'of all together';
  return by === 'address' ? 'of an address' : 'of each caller';
}

function endOf({ exceeded = 'close' }: RateLimitDeclaration): string {
  if (typeof exceeded === 'function') return 'one more is not read, but answered with a message';
  return exceeded === 'drop' ? 'one more is dropped' : 'one more closes with 4429';
}
