/**
 * What every engine of `RateLimitStore` does: `@typhoon/scale/rate-limit-contract`. Each check runs against two handles that
 * share what is counted, as two processes have them, and throws an AssertionError where the engine does otherwise.
 *
 * for (const { name, run } of RATE_LIMIT_CONTRACT) test(name, () => run(here, there));
 */
import { deepStrictEqual as same, ok } from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { RateLimitStore, RateWindow } from './rate-limit-store.js';

/** One thing that an engine does. */
export interface RateLimitCheck {
  /** A sentence. */
  readonly name: string;
  readonly run: (here: RateLimitStore, there: RateLimitStore) => Promise<void>;
}

let count = 0;

/** A window that no other check uses, with characters that an engine may not take for its own. */
function newWindow(limit: number, window: number, cost = 1): RateWindow {
  return { key: `key/${++count}-${process.pid} {}*?:é\u0000`, limit, window, cost };
}

const MINUTE = 60_000;

/** The checks, in no particular order. */
export const RATE_LIMIT_CONTRACT: readonly RateLimitCheck[] = [
  {
    name: 'lets through as many as the limit says, whoever asks, and not one more',
    run: async (here, there) => {
      const window = newWindow(20, MINUTE);
      const results = await Promise.all(Array.from({ length: 60 }, async (_, index) => (index % 2 === 0 ? here : there).take([window])));
      same(results.filter(({ allowed }) => allowed).length, 20);
      same((await here.take([{ ...window, key: `${window.key}another` }])).allowed, true);
    },
  },
  {
    name: 'says how much is left, when the first of it comes back, and how long one refused waits',
    run: async (here, there) => {
      const window = newWindow(2, MINUTE);
      const { allowed, states } = await here.take([window]);
      same([allowed, states[0]?.remaining, states[0]?.wait], [true, 1, 0]);
      const reset = states[0]?.reset ?? 0;
      ok(reset > MINUTE - 1_000 && reset <= MINUTE + MINUTE / 60, `comes back in ${reset} ms`);
      await there.take([window]);
      const refused = await here.take([window]);
      same([refused.allowed, refused.states[0]?.remaining], [false, 0]);
      ok((refused.states[0]?.wait ?? 0) > MINUTE - 5_000 && (refused.states[0]?.wait ?? 0) <= reset);
    },
  },
  {
    name: 'counts in all windows or in none',
    run: async (here, there) => {
      const [narrow, wide] = [newWindow(1, MINUTE), newWindow(10, MINUTE)];
      same((await here.take([wide, narrow])).allowed, true);
      const refused = await there.take([wide, narrow]);
      same([refused.allowed, refused.states.map(({ remaining }) => remaining)], [false, [9, 0]]);
      same(refused.states[0]?.wait, 0);
      ok((refused.states[1]?.wait ?? 0) > 0);
      same((await here.take([wide])).states[0]?.remaining, 8);
    },
  },
  {
    name: 'counts what something costs, and refuses what costs more than is left',
    run: async (here, there) => {
      const window = newWindow(10, MINUTE, 4);
      same((await here.take([window])).states[0]?.remaining, 6);
      same((await there.take([window])).states[0]?.remaining, 2);
      const refused = await here.take([window]);
      same([refused.allowed, refused.states[0]?.remaining], [false, 2]);
      same((await here.take([{ ...window, cost: 2 }])).states[0]?.remaining, 0);
    },
  },
  {
    name: 'refuses what costs more than the limit, and never says that it will not',
    run: async (here) => {
      const refused = await here.take([newWindow(3, MINUTE, 4)]);
      same([refused.allowed, refused.states[0]?.remaining], [false, 3]);
      ok((refused.states[0]?.wait ?? 0) >= MINUTE);
    },
  },
  {
    name: 'lets through again what has left the window, not all at a stroke of the clock',
    run: async (here, there) => {
      const window = newWindow(2, 600);
      await here.take([window]);
      await wait(400);
      same((await there.take([window])).allowed, true);
      same((await here.take([window])).allowed, false);
      await wait(300);
      // The first has left the window, the second has not.
      const { allowed, states } = await here.take([window]);
      same([allowed, states[0]?.remaining], [true, 0]);
      await wait(1_000);
      same((await there.take([window])).states[0]?.remaining, 1);
    },
  },
];
