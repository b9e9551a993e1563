import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { MANAGERS } from '#src/package-manager.js';
import { scaffold } from '#src/scaffold.js';

const FILES = [
  '.dockerignore',
  '.github/workflows/ci.yml',
  '.gitignore',
  'Dockerfile',
  'README.md',
  'package.json',
  'src/app.ts',
  'src/items/item-store.ts',
  'src/items/item.ts',
  'src/items/items-controller.ts',
  'test/items.test.ts',
  'tsconfig.json',
];

for (const manager of Object.values(MANAGERS)) {
  t.test(`a project for ${manager.name} has every file, and no place left to fill in`, async (t) => {
    const folder = join(t.testdir(), 'api');
    t.strictSame(scaffold({ folder, name: 'api', manager, version: '1.2.3' }), FILES);
    for (const path of FILES) t.notMatch(readFileSync(join(folder, path), 'utf8'), /__[A-Z]/, path);
    t.match(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')), { name: 'api', dependencies: { typhoon: '^1.2.3' } });
    t.match(readFileSync(join(folder, 'Dockerfile'), 'utf8'), `RUN ${manager.cleanInstall}\n`);
  });
}

t.test('a folder with a repository in it is free, a file is none', async (t) => {
  const options = { name: 'api', manager: MANAGERS.npm, version: '1.2.3' };
  const folder = t.testdir({ '.git': {}, LICENSE: '' });
  t.strictSame(scaffold({ ...options, folder }), FILES);
  t.throws(() => scaffold({ ...options, folder: join(folder, 'LICENSE') }), /is a file\. Name another folder\.$/);
});
