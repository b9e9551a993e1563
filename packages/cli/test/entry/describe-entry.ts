import t from 'tap';
import { typhoon } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(110_000);

t.test('an application is looked at from any folder of its project', async (t) => {
  const folder = t.testdir({ ...project({ 'app.ts': ITEMS, deep: {} }, { entry: 'src/app.ts' }) });
  const { code, out, error } = await typhoon(`${folder}/src/deep`, ['routes', '--json']);
  t.equal(code, 0, error);
  t.match(JSON.parse(out), [{ path: '/items' }, { path: '/items/:id' }]);
});

t.test('a mistake that is found when the application gets ready is shown', async (t) => {
  const folder = t.testdir(project({ 'app.ts': ITEMS.replace('controllers:', "plugins: [() => { throw new Error('no plugin'); }], controllers:") }));
  t.match(await typhoon(folder, ['routes']), { code: 1, out: '', error: /^error Error: no plugin\n {2}at src\/app\.ts:\d+:\d+/ });
});
