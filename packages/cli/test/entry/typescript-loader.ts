import { join } from 'node:path';
import t from 'tap';
import { findTsconfig } from '#src/entry/typescript-loader.js';
import { typhoon } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(110_000);

t.test('the nearest tsconfig.json holds', async (t) => {
  const folder = t.testdir({ 'tsconfig.json': '{}', src: { deep: {} } });
  t.equal(findTsconfig(join(folder, 'src/deep')), join(folder, 'tsconfig.json'));
  t.equal(findTsconfig('/'), undefined);
});

t.test('TypeScript runs with its decorators, paths that end in .js, enums and types that are gone', async (t) => {
  const level = 'export enum Level { low = 1 }\nexport interface Named { name: string }\n';
  const entry = `import { Level, type Named } from './level.js';\nconst named: Named = { name: Level[1] as string };\nif (named.name !== 'low') throw new Error(named.name);\n${ITEMS}`;
  const { code, error } = await typhoon(t.testdir(project({ 'app.ts': entry, 'level.ts': level })), ['routes']);
  t.equal(code, 0, error);
});
