import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { formatLock, readLock, writeLock } from '#src/contract/contract-lock.js';

t.test('a lock is read as it was written, and its text does not depend on the order of members', async (t) => {
  const path = join(t.testdir(), 'typhoon.lock.json');
  t.equal(readLock(path), undefined);
  const contract = { openapi: { b: [{ d: 1, c: 2 }], a: { f: 1, e: 2 } }, asyncapi: { channels: {} } };
  writeLock(path, contract);
  t.strictSame(readLock(path), contract);
  t.equal(readFileSync(path, 'utf8'), formatLock({ asyncapi: { channels: {} }, openapi: { a: { e: 2, f: 1 }, b: [{ c: 2, d: 1 }] } }));
});

t.test('a file that is no lock is refused, with the cure', async (t) => {
  const path = join(t.testdir(), 'typhoon.lock.json');
  for (const text of ['<<<<<<< ours', '[]', '{"typhoonLock":2,"openapi":{}}', '{"typhoonLock":1}']) {
    writeFileSync(path, text);
    t.throws(() => readLock(path), { code: 'TYPHOON_ERR_CLI_LOCK', message: /typhoon check --update$/ });
  }
});
