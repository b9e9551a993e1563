import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { DevChild } from '#src/dev/dev-child.js';
import { ITEMS, project } from '../fixtures/project.js';

const AT_EXIT =
  "import { writeFileSync } from 'node:fs';\nprocess.on('exit', (code) => writeFileSync(new URL('../ended.txt', import.meta.url), String(code)));\n";

for (const turn of ['now', 'later'] as const) {
  t.test(`a child whose turn is ${turn} serves one run, knows the modules of it, and ends as a program does`, async (t) => {
    const folder = t.testdir(project({ 'app.ts': `import './part.js';\n${ITEMS}`, 'part.ts': AT_EXIT }));
    const entry = join(folder, 'src/app.ts');
    const child = new DevChild({ folder, entry, turn }, () => undefined);
    t.teardown(() => child.kill());
    const outcome = await child.run({ entry, listen: { port: 0 }, tls: {}, verbose: false });
    t.match(outcome, { kind: 'listening', address: /^http:\/\/127\.0\.0\.1:\d+$/, docs: true, routes: { 'GET /items/:id': String, 'POST /items': String } });
    t.ok(child.files.has(entry));
    t.ok(child.files.has(join(folder, 'src/part.ts')));
    await child.close();
    t.equal(await child.ended, 0);
    t.equal(readFileSync(join(folder, 'ended.txt'), 'utf8'), '0');
  });
}
