import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { Running } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(110_000);

t.test('serves the application, and again after a change, with what became of its routes', async (t) => {
  const folder = t.testdir(project());
  const running = new Running(t, folder, ['dev', '--port', '0', '--no-typecheck']);
  const [, address = ''] = await running.sees(/(http:\S+) {2}\1\/docs {2}2 routes, ready in \d+ ms\n/);
  t.equal((await fetch(`${address}/items/1`)).status, 200);
  t.equal((await fetch(`${address}/docs`)).status, 200);

  const end = running.output.length;
  writeFileSync(join(folder, 'src/app.ts'), ITEMS.replace("'/:id'", "'/by-id/:id'").replace('status: 201', 'status: 200'));
  const [report] = await running.sees(/http:[^]*?(\n {2}\S .*)+\n/, end);
  t.match(report, `${address}  ${address}/docs  src/app.ts changed, ready in`);
  t.match(report, '\n  - GET /items/:id\n  + GET /items/by-id/:id\n  ~ POST /items\n');
  t.equal((await fetch(`${address}/items/by-id/1`)).status, 200, 'on the same port');
  t.equal(await running.end('SIGINT'), 0);
  await t.rejects(fetch(address), 'nobody listens');
});

t.test('type errors are shown, and the application runs all the same', async (t) => {
  const folder = t.testdir(project({ 'app.ts': `${ITEMS}\nconst wrong: number = 'text';\n` }));
  const running = new Running(t, folder, ['dev', '--port', '0']);
  const address = await running.address();
  await running.sees(/1 type error\n {2}src\/app\.ts:\d+:7 Type 'string' is not assignable to type 'number'\. TS2322\n/);
  t.equal((await fetch(`${address}/items/1`)).status, 200);
  const end = running.output.length;
  writeFileSync(join(folder, 'src/app.ts'), ITEMS);
  await running.sees(/types are fine again/, end);
  t.equal(await running.end(), 0);
});
