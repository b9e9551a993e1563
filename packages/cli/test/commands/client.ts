import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { typhoon } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(110_000);

t.test('the client is that of the application, and --check says whether it still is', async (t) => {
  const folder = t.testdir(project(undefined, { client: { out: 'api' } }));
  t.match(await typhoon(folder, ['client']), { code: 0, out: '', error: /^api is written: \d+ files, \d+ changed\.\n$/ });
  t.match(readFileSync(join(folder, 'api/index.ts'), 'utf8'), 'createClient');
  t.match(await typhoon(folder, ['client', '--check']), { code: 0, error: 'api is up to date.\n' });
  writeFileSync(join(folder, 'src/app.ts'), ITEMS.replace('name: Type.String()', 'name: Type.Integer()').replace("name: 'Pen'", 'name: 1'));
  t.match(await typhoon(folder, ['client', '--check']), {
    code: 1,
    error: /^api is out of date\. Write it anew, and commit it: typhoon client\n {2}changed models\.ts:\d+\n/,
  });
});

t.test('the client of any document is written, too', async (t) => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    paths: { '/a': { get: { operationId: 'readA', responses: { 200: { description: '' } } } } },
  };
  const folder = t.testdir({ 'package.json': '{}', 'a.json': JSON.stringify(document) });
  t.match(await typhoon(folder, ['client', '--from', 'a.json', '--out', 'lib', '--js', '--queries']), { code: 0 });
  t.ok(existsSync(join(folder, 'lib/index.js')));
  t.ok(existsSync(join(folder, 'lib/queries.js')));
  t.match(await typhoon(folder, ['client', '--from', 'b.json']), { code: 1, error: /^error .*b\.json/ });
  t.match(await typhoon(folder, ['client', 'src/app.ts', '--from', 'a.json']), {
    code: 1,
    error: 'error An entry and --from exclude each other: name one of them.\n',
  });
  t.match(await typhoon(folder, ['client', 'http://127.0.0.1:1/openapi.json']), {
    code: 1,
    error: "error 'http://127.0.0.1:1/openapi.json' is an address, no module. Of a document: typhoon client --from http://127.0.0.1:1/openapi.json\n",
  });
});
