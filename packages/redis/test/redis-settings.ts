import t from 'tap';
import { isRedisUrl } from '#src/index.js';

t.test('knows the addresses that a connection can be made to', async (t) => {
  const rows: readonly [string, boolean][] = [
    ['redis://127.0.0.1:6379', true],
    ['rediss://user:secret@cache.internal:6380/2', true],
    ['127.0.0.1:6379', false],
    ['http://127.0.0.1', false],
    ['', false],
  ];
  for (const [url, want] of rows) t.equal(isRedisUrl(url), want, url);
});
