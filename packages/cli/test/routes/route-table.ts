import t from 'tap';
import { colorsOf } from '#src/output/colors.js';
import { formatRouteTable } from '#src/routes/route-table.js';
import type { RouteSummary } from '#src/routes/route-summary.js';

const ROUTE: RouteSummary = {
  method: 'WS',
  path: '/chat',
  operationId: 'chat.talk',
  handler: 'C.talk',
  statuses: [],
  tags: [],
  deprecated: true,
  hidden: true,
  dependencies: [],
  unnamedDependencies: 0,
  security: [
    { scheme: 'Key', scopes: [], optional: true },
    { scheme: 'OAuth2', scopes: ['a', 'b'], optional: false },
  ],
};

t.test('what a route asks for stands in its row', async (t) => {
  const [, row, , count] = formatRouteTable([ROUTE], colorsOf({})).split('\n');
  t.equal(row, 'WS      /chat  chat.talk (deprecated, hidden)  -       Key?, OAuth2[a b]  -');
  t.equal(count, '1 route');
});

t.test('dependencies without a name are counted behind the others', async (t) => {
  const rowOf = (route: Partial<RouteSummary>) => formatRouteTable([{ ...ROUTE, ...route }], colorsOf({})).split('\n')[1];
  t.match(rowOf({ dependencies: ['user'], unnamedDependencies: 2 }), /\suser, 2 without a name$/);
  t.match(rowOf({ unnamedDependencies: 1 }), /\s1 without a name$/);
});

t.test('an application without routes says so', async (t) => {
  t.equal(formatRouteTable([], colorsOf({})), 'The application has no routes.');
});
