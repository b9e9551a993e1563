import t from 'tap';
import { project } from '../fixtures/project.js';
import { typhoon } from '../fixtures/command.js';

t.setTimeout(110_000);

const TABLE = `METHOD  PATH        OPERATION     STATUS   SECURITY    DEPENDENCIES
POST    /items      items.create  201      HTTPBearer  -
GET     /items/:id  items.read    200 404  -           clock

2 routes
`;

t.test('routes are listed as a table, or as JSON', async (t) => {
  const folder = t.testdir(project());
  t.strictSame(await typhoon(folder, ['routes']), { code: 0, out: TABLE, error: '' });
  const { out } = await typhoon(folder, ['routes', '--json']);
  t.match(JSON.parse(out), [
    { method: 'POST', path: '/items', security: [{ scheme: 'HTTPBearer', scopes: [], optional: false }] },
    { method: 'GET', path: '/items/:id', operationId: 'items.read', handler: 'ItemsController.read', statuses: [200, 404], dependencies: ['clock'] },
  ]);
});
