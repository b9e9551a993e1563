/**
 * What every engine of `ScheduleClaims` does: `@typhoon/scale/schedule-contract`. Each check runs against two handles that
 * share claims, as two processes have them, and throws an AssertionError where the engine does otherwise.
 *
 * for (const { name, run } of SCHEDULE_CONTRACT) test(name, () => run(here, there, enter));
 */
import { deepStrictEqual as same, ok } from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { ScheduleClaim, ScheduleClaims, ScheduleTick } from './schedule-claims.js';

/** One thing that an engine does. */
export interface ScheduleCheck {
  /** A sentence. */
  readonly name: string;
  /** @param enter Makes one more handle, which the check crashes; undefined for an engine of one process. */
  readonly run: (here: ScheduleClaims, there: ScheduleClaims, enter: EnterSchedules | undefined) => Promise<void>;
}

/** One more process that shares claims. */
export type EnterSchedules = () => Promise<{
  readonly claims: ScheduleClaims;
  /** Ends the process without a goodbye, as SIGKILL does. */
  readonly crash: () => Promise<void>;
}>;

let count = 0;

/** A schedule that no other check uses, of characters that an engine may not take for its own. */
function newTick(overlap = false): ScheduleTick {
  return { name: `Clean.up ${++count}-${process.pid} {}*?:é`, time: 1_700_000_000_000, overlap, life: 60_000 };
}

function later(tick: ScheduleTick): ScheduleTick {
  return { ...tick, time: tick.time + 1_000 };
}

async function claimed(claims: ScheduleClaims, tick: ScheduleTick): Promise<ScheduleClaim> {
  const claim = await claims.claim(tick);
  ok(claim !== undefined, 'it can be claimed');
  return claim;
}

/** Milliseconds in which what a crashed process was running counts as over. */
const MAX_GHOSTS = 15_000;

/** The checks, in no particular order. */
export const SCHEDULE_CONTRACT: readonly ScheduleCheck[] = [
  {
    name: 'gives a time of a schedule to one of all who claim it at once',
    run: async (here, there) => {
      const tick = newTick();
      const all = await Promise.all(Array.from({ length: 20 }, async (_, index) => (index % 2 === 0 ? here : there).claim(tick)));
      same(all.filter((claim) => claim !== undefined).length, 1);
    },
  },
  {
    name: 'gives it to nobody who comes later, when the run is over, too',
    run: async (here, there) => {
      const tick = newTick();
      await (await claimed(here, tick)).release();
      same([await here.claim(tick), await there.claim(tick)], [undefined, undefined]);
      await (await claimed(there, later(tick))).release();
    },
  },
  {
    name: 'keeps schedules of other names apart',
    run: async (here, there) => {
      const tick = newTick();
      await claimed(here, tick);
      await claimed(there, { ...newTick(), time: tick.time });
    },
  },
  {
    name: 'leaves out a time while an earlier one is running, for good',
    run: async (here, there) => {
      const tick = newTick();
      const claim = await claimed(here, tick);
      same([await there.claim(later(tick)), await here.claim(later(tick))], [undefined, undefined]);
      await claim.release();
      same(await there.claim(later(tick)), undefined);
      await (await claimed(there, later(later(tick)))).release();
    },
  },
  {
    name: 'does not leave it out where runs may overlap',
    run: async (here, there) => {
      const tick = newTick(true);
      await claimed(here, tick);
      await claimed(there, later(tick));
      same(await here.claim(later(tick)), undefined);
    },
  },
  {
    name: 'ends a run once: a late release does not end that of another one',
    run: async (here, there) => {
      const tick = newTick();
      const first = await claimed(here, tick);
      await first.release();
      const second = await claimed(there, later(tick));
      await first.release();
      const third = later(later(tick));
      same(await here.claim(third), undefined);
      await second.release();
    },
  },
  {
    name: 'forgets a time at the end of its life',
    run: async (here, there) => {
      const tick = { ...newTick(), life: 50 };
      await (await claimed(here, tick)).release();
      await wait(150);
      await claimed(there, tick);
    },
  },
  {
    name: 'gives up on a run whose process has crashed, and not on one that takes long',
    run: async (here, there, enter) => {
      if (enter === undefined) return;
      const [ghost, slow] = [newTick(), newTick()];
      const claim = await claimed(here, slow);
      const { claims, crash } = await enter();
      await claimed(claims, ghost);
      same(await there.claim(later(ghost)), undefined);
      await crash();
      let next: ScheduleClaim | undefined;
      for (let tries = 2; next === undefined && tries * 100 < MAX_GHOSTS; tries++) {
        await wait(100);
        next = await there.claim({ ...ghost, time: ghost.time + tries * 1_000 });
      }
      ok(next !== undefined, 'the run of the crashed process is given up on');
      same(await there.claim(ghost), undefined);
      await wait(1_000);
      same(await there.claim(later(slow)), undefined);
      await claim.release();
    },
  },
];
