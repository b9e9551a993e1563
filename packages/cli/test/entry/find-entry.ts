import { join, relative } from 'node:path';
import t from 'tap';
import { findEntry, isTypeScript } from '#src/entry/find-entry.js';

const FILES = { src: { 'main.ts': '', 'app.ts': '' }, dist: { 'app.js': '' }, 'other.ts': '' };

t.test('the entry is the one that is named, else the setting, else the first usual name', async (t) => {
  const folder = t.testdir(FILES);
  const find = (settings: object, given?: string, isBuilt?: boolean) => relative(folder, findEntry({ folder, settings }, given, isBuilt));
  t.equal(find({ entry: 'other.ts' }, join(folder, 'src/app.ts')), 'src/app.ts');
  t.equal(find({ entry: 'other.ts' }), 'other.ts');
  t.equal(find({}), 'src/main.ts');
});

t.test('what is started is compiled: TypeScript is passed over unless it is named', async (t) => {
  const folder = t.testdir(FILES);
  const find = (settings: object, given?: string) => relative(folder, findEntry({ folder, settings }, given, true));
  t.equal(find({ entry: 'src/app.ts' }), 'dist/app.js');
  t.equal(find({ built: 'other.ts', entry: 'src/app.ts' }), 'other.ts');
  t.equal(find({ entry: 'dist/app.js' }), 'dist/app.js');
  t.equal(find({}, join(folder, 'src/app.ts')), 'src/app.ts');
});

t.test('a folder is no entry', async (t) => {
  const folder = t.testdir(FILES);
  t.throws(() => findEntry({ folder, settings: { entry: 'src' } }, undefined), {
    code: 'TYPHOON_ERR_CLI_ENTRY_MISSING',
    message: /^There is no file 'src'\. Did you mean '.*src\/app\.ts'\? Correct "entry" under "typhoon" in package\.json\.$/,
  });
});

t.test('a file that is no module is no entry', async (t) => {
  const folder = t.testdir({ 'package.json': '{}' });
  t.throws(() => findEntry({ folder, settings: {} }, join(folder, 'package.json')), {
    code: 'TYPHOON_ERR_CLI_ENTRY_MISSING',
    message: /^'.*package\.json' is no module of JavaScript or TypeScript\. Name the module that exports the application\.$/,
  });
});

t.test('the ending says what has to be transpiled', async (t) => {
  t.strictSame(['a.ts', 'a.mts', 'a.cts', 'a.tsx', 'a.js', 'a.mjs', 'a.ts.js'].map(isTypeScript), [true, true, true, true, false, false, false]);
});
