import { join } from 'node:path';
import t from 'tap';
import { createApp } from 'typhoon';
import { importFramework } from '#src/entry/framework.js';
import { project } from '../fixtures/project.js';

t.test('is the copy that the project uses', async (t) => {
  const folder = t.testdir(project());
  t.equal((await importFramework(join(folder, 'src/app.ts')))?.createApp, createApp);
});

t.test('may be missing', async (t) => {
  t.equal(await importFramework('/app.ts'), undefined);
});
