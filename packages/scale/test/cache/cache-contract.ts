import t from 'tap';
import { CACHE_CONTRACT } from '@typhoon/scale/cache-contract';
import { memoryCacheStore } from '#src/index.js';

t.test('finds an engine that does not do what it says', async (t) => {
  const forgetful = { ...memoryCacheStore(), get: async () => Promise.resolve(undefined) };
  const failures: string[] = [];
  for (const { name, run } of CACHE_CONTRACT.filter((check) => !check.name.startsWith('gives up')))
    await run(forgetful, forgetful, undefined).catch(() => failures.push(name));
  t.equal(failures.length, CACHE_CONTRACT.length - 1);
});
