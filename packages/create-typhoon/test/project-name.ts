import t from 'tap';
import { toProjectName } from '#src/project-name.js';

t.test('a folder gives its project a name that npm takes', async (t) => {
  const rows = { '/a/My API': 'my-api', 'shop-2': 'shop-2', '.hidden': 'hidden', 'Łódź!': 'd', '???': 'api' };
  t.strictSame(Object.fromEntries(Object.keys(rows).map((folder) => [folder, toProjectName(folder)])), rows);
});
