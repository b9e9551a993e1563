import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { typhoon } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(110_000);

t.test('an application is held to its lock, until the change is meant', async (t) => {
  const folder = t.testdir(project());
  const write = (text: string) => writeFileSync(join(folder, 'src/app.ts'), text);
  t.match(await typhoon(folder, ['check']), {
    code: 1,
    error: "error There is no lock 'typhoon.lock.json' to compare with. Write it, and commit it: typhoon check --update\n",
  });
  t.match(await typhoon(folder, ['check', '--update']), { code: 0, error: 'typhoon.lock.json is written. Commit it.\n' });
  t.strictSame(await typhoon(folder, ['check']), { code: 0, out: 'The contract is kept: nothing has changed.\n', error: '' });

  write(ITEMS.replace('name: Type.String()', 'name: Type.String({ maxLength: 9 })'));
  const broken = await typhoon(folder, ['check']);
  t.strictSame(broken, {
    code: 1,
    out: [
      "breaking  POST /items, body.name: 'maxLength' was not set and is 9: what clients send may be refused",
      "fine      POST /items, response 201, body.name: 'maxLength' was not set and is 9",
      "fine      GET /items/{id}, response 200, body.name: 'maxLength' was not set and is 9",
      '',
      '3 changes, 1 breaking',
      '',
    ].join('\n'),
    error: 'Clients may fail. Where that is meant: typhoon check --update\n',
  });
  const { out } = await typhoon(folder, ['check', '--json']);
  t.match(JSON.parse(out), [{ breaking: true, place: 'POST /items, body.name' }, { breaking: false }, { breaking: false }]);
  t.match(await typhoon(folder, ['check', '--update']), { code: 0, error: 'typhoon.lock.json is updated. Commit it.\n' });
  t.match(await typhoon(folder, ['check']), { code: 0 });

  write(ITEMS);
  t.match(await typhoon(folder, ['check', '--update']), { code: 0 });
  write(ITEMS.replace('title:', "description: 'Words.', title:"));
  t.strictSame(await typhoon(folder, ['check']), {
    code: 0,
    out: 'The contract is kept: nothing has changed.\n',
    error: 'typhoon.lock.json is older than the application: typhoon check --update\n',
  });
  t.match(readFileSync(join(folder, 'typhoon.lock.json'), 'utf8'), /"typhoonLock": 1\n\}\n$/);
});

t.test('a lock that was broken by a merge is written anew', async (t) => {
  const folder = t.testdir({ ...project(undefined, { lock: 'api.json' }), 'api.json': '<<<<<<<' });
  t.match(await typhoon(folder, ['check']), { code: 1, error: /api\.json is no JSON, perhaps after a merge/ });
  t.match(await typhoon(folder, ['check', '--lock', 'b.json']), { code: 1, error: /: typhoon check --update --lock b\.json\n$/ });
  t.match(await typhoon(folder, ['check', '-u']), { code: 0, error: 'api.json is written. Commit it.\n' });
});
