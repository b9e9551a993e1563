import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { FileWatcher, isProjectSource } from '#src/dev/file-watcher.js';

t.test('changes of watched files are told together, and so is a new file in the place of an old one', async (t) => {
  const folder = t.testdir({ 'a.ts': '', 'b.ts': '', 'c.ts': '' });
  const watched = [join(folder, 'a.ts'), join(folder, 'b.ts')];
  let tell: (paths: readonly string[]) => void = () => undefined;
  const watcher = new FileWatcher(
    (path) => watched.includes(path),
    (paths) => tell(paths),
  );
  t.teardown(() => watcher.close());
  watcher.add(watched);
  const next = async () => new Promise<readonly string[]>((resolve) => (tell = resolve));
  const both = next();
  for (const name of ['c.ts', 'b.ts', 'a.ts']) writeFileSync(join(folder, name), '1');
  t.strictSame(await both, watched);
  const replaced = next();
  writeFileSync(join(folder, 'a.ts.tmp'), '2');
  renameSync(join(folder, 'a.ts.tmp'), join(folder, 'a.ts'));
  t.strictSame(await replaced, [watched[0]]);
});

t.test('a file that changed before it was watched is told, too; one that did not, one of a time to come, and one that is gone are not', async (t) => {
  const folder = t.testdir({ 'old.ts': '', 'changed.ts': '', 'future.ts': '' });
  const files = ['old.ts', 'changed.ts', 'future.ts', 'gone.ts'].map((name) => join(folder, name));
  const since = Date.now() - 60_000;
  utimesSync(files[0]!, new Date(since - 1), new Date(since - 1));
  // The clock of the file system is not that of the process: a file of just now may seem to be a little younger.
  const soon = new Date(Date.now() + 900);
  utimesSync(files[1]!, soon, soon);
  utimesSync(files[2]!, new Date(Date.now() + 3_600_000), new Date(Date.now() + 3_600_000));
  const told = await new Promise<readonly string[]>((resolve) => {
    const watcher = new FileWatcher(() => true, resolve);
    t.teardown(() => watcher.close());
    watcher.addChangedSince(files, since);
  });
  t.strictSame(told, [files[1]]);
});

t.test('what is built, installed, hidden or elsewhere is no source of the project', async (t) => {
  const rows = {
    '/p/src/a.ts': true,
    '/p/a.json': true,
    '/p/dist/a.js': false,
    '/p/node_modules/a/b.js': false,
    '/p/.git/a.json': false,
    '/q/a.ts': false,
    '/p/a.md': false,
  };
  t.strictSame(Object.fromEntries(Object.keys(rows).map((path) => [path, isProjectSource('/p', path)])), rows);
});
