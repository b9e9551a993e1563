import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import t from 'tap';

t.test('does not start with wrong settings, and says why', async (t) => {
  const main = fileURLToPath(import.meta.resolve('#src/settings/main.js'));
  const { status, stderr } = spawnSync(process.execPath, [main], { env: { PATH: process.env['PATH'], PORT: 'eighty' }, encoding: 'utf8' });
  t.equal(status, 1);
  t.match(stderr, /3 mistakes found/);
});
