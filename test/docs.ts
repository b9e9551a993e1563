import { spawnSync } from 'node:child_process';
import t from 'tap';

t.test('the code of the pages is that of the files, the reference that of the sources, and every link leads somewhere', async (t) => {
  const { stderr, status } = spawnSync(process.execPath, ['scripts/docs.js', '--check'], { encoding: 'utf8' });
  t.equal(stderr, '');
  t.equal(status, 0);
});
