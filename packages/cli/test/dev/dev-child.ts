import { join } from 'node:path';
import t from 'tap';
import { DevChild } from '#src/dev/dev-child.js';
import { ITEMS, project } from '../fixtures/project.js';

t.test('a child waits for its turn, serves one run, and knows the modules of it', async (t) => {
  const folder = t.testdir(project({ 'app.ts': `import './part.js';\n${ITEMS}`, 'part.ts': '' }));
  const entry = join(folder, 'src/app.ts');
  const child = new DevChild(folder, entry, () => undefined);
  t.teardown(() => child.kill());
  const outcome = await child.run({ entry, listen: { port: 0 }, verbose: false });
  t.match(outcome, { kind: 'listening', address: /^http:\/\/127\.0\.0\.1:\d+$/, docs: true, routes: { 'GET /items/:id': String, 'POST /items': String } });
  t.ok(child.files.has(entry));
  t.ok(child.files.has(join(folder, 'src/part.ts')));
  await child.close();
  t.equal(await child.ended, 0);
});
