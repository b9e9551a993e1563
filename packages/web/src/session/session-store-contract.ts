/**
 * What every engine of `SessionStore` does: `@typhoon/web/session-store-contract`. Each check runs against two handles that
 * share what is kept, as two processes have them, and throws an AssertionError where the engine does otherwise.
 *
 * for (const { name, run } of SESSION_STORE_CONTRACT) test(name, () => run(here, there));
 */
import { deepStrictEqual as same, notStrictEqual as differs, ok } from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { SessionStore } from './session-store.js';

/** One thing that an engine does. */
export interface SessionStoreCheck {
  /** A sentence. */
  readonly name: string;
  readonly run: (here: SessionStore, there: SessionStore) => Promise<void>;
}

const LONG = 60_000;

let count = 0;

function newKey(): string {
  return `key-${++count}-${process.pid} {}*:é`;
}

/** The checks, in no particular order. */
export const SESSION_STORE_CONTRACT: readonly SessionStoreCheck[] = [
  {
    name: 'gives everybody what one has written, with the time that is left',
    run: async (here, there) => {
      const key = newKey();
      same(await there.read(key), undefined);
      const version = await here.write(key, '{"é":1}', LONG, undefined);
      const { remaining = 0, ...read } = (await there.read(key)) ?? {};
      same(read, { value: '{"é":1}', version });
      ok(remaining > LONG - 30_000 && remaining <= LONG, `${remaining} ms are left of ${LONG}`);
    },
  },
  {
    name: 'lets one write that knows how it stands, and refuses another',
    run: async (here, there) => {
      const key = newKey();
      const first = await here.write(key, 'first', LONG, undefined);
      same(await there.write(key, 'other', LONG, undefined), undefined, 'there is one already');
      const second = await there.write(key, 'second', LONG, first);
      ok(second !== undefined);
      differs(second, first);
      same(await here.write(key, 'late', LONG, first), undefined, 'it was written meanwhile');
      same((await here.read(key))?.value, 'second');
    },
  },
  {
    name: 'of many who write at once lets one',
    run: async (here, there) => {
      const key = newKey();
      const version = await here.write(key, 'first', LONG, undefined);
      const written = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => (index % 2 === 0 ? here : there).write(key, String(index), LONG, version)),
      );
      same(written.filter((each) => each !== undefined).length, 1);
    },
  },
  {
    name: 'does not write what has been ended meanwhile',
    run: async (here, there) => {
      const key = newKey();
      const version = await here.write(key, 'value', LONG, undefined);
      await there.destroy(key);
      same(await here.read(key), undefined);
      same(await here.write(key, 'late', LONG, version), undefined);
      same(await here.read(key), undefined);
      await here.destroy(key);
    },
  },
  {
    name: 'forgets at the end of the time, which a touch moves on',
    run: async (here, there) => {
      const [short, touched] = [newKey(), newKey()];
      await here.write(short, 'value', 50, undefined);
      const version = await here.write(touched, 'value', 50, undefined);
      await there.touch(touched, LONG);
      await there.touch(newKey(), LONG);
      await wait(100);
      same(await there.read(short), undefined);
      same((await here.read(touched))?.version, version, 'it is the same');
    },
  },
];
