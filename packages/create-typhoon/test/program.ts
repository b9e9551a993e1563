import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { run } from '#src/program.js';

t.test('the exit code says whether there is a project', async (t) => {
  const folder = join(t.testdir(), 'api');
  t.capture(console, 'log');
  t.equal(await run([folder, '--yes', '--no-install']), 0);
  t.ok(existsSync(join(folder, 'package.json')));
  const errors = t.capture(console, 'error');
  t.equal(await run([folder, '--yes', '--no-install']), 1, 'it is there already');
  t.match(errors(), [{ args: [/is not empty/] }]);
});
