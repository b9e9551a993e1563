import t from 'tap';
import { memorySessionStore } from '#src/session/memory-session-store.js';
import { SESSION_STORE_CONTRACT } from '#src/session/session-store-contract.js';
import type { SessionStore } from '#src/session/session-store.js';

t.test('finds an engine that lets the last one win', async (t) => {
  const store = memorySessionStore();
  const careless: SessionStore = {
    ...store,
    write: async (key, value, ttl) => store.write(key, value, ttl, (await store.read(key))?.version),
  };
  const failed: string[] = [];
  for (const { name, run } of SESSION_STORE_CONTRACT) await run(careless, careless).catch(() => failed.push(name));
  t.strictSame(failed, ['lets one write that knows how it stands, and refuses another', 'does not write what has been ended meanwhile']);
});
