import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { listSources, readTextFile } from '#src/settings/setting-sources.js';

t.test('lists the environment first, then the files from the last to the first', async (t) => {
  const folder = t.testdir({ '.env': '# comment\nPORT=1\nQUOTED="a # b"\nexport SHELL_STYLE=yes\n', '.env.local': '\ufeffPORT=2\r\nLINES="a\nb"\r\n' });
  const files = [join(folder, '.env'), join(folder, 'missing'), join(folder, '.env.local')];
  t.strictSame(
    listSources({ PORT: '0' }, files).map(({ place, texts }) => [place, { ...texts }]),
    [
      ['the environment', { PORT: '0' }],
      [files[2], { PORT: '2', LINES: 'a\nb' }],
      [files[1], {}],
      [files[0], { PORT: '1', QUOTED: 'a # b', SHELL_STYLE: 'yes' }],
    ],
  );
});

t.test('says which file cannot be read', async (t) => {
  const folder = t.testdir({});
  mkdirSync(join(folder, '.env'));
  t.throws(() => listSources({}, [join(folder, '.env')]), {
    message: `The settings file '${join(folder, '.env')}' cannot be read.`,
    cause: { code: 'EISDIR' },
  });
});

t.test('reads a text file without its last line break, and none that is too large', async (t) => {
  const folder = t.testdir({ a: 'key\n', b: 'key\r\n', c: 'key\n\n', d: ' key ' });
  t.strictSame(
    ['a', 'b', 'c', 'd'].map((name) => readTextFile(join(folder, name))),
    ['key', 'key', 'key\n', ' key '],
  );
  writeFileSync(join(folder, 'large'), '');
  truncateSync(join(folder, 'large'), 1_048_577);
  t.throws(() => readTextFile(join(folder, 'large')), { message: 'The file has 1048577 bytes; at most 1048576 are read.' });
});
