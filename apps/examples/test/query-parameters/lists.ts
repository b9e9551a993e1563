import t from 'tap';
import { app } from '#src/query-parameters/lists.js';

t.teardown(() => app.close());

t.test('reads lists and objects in the style declared', async (t) => {
  t.strictSame((await app.inject('/search?tag=blue&tag=ink')).json(), { tags: ['blue', 'ink'], ids: [] });
  t.strictSame((await app.inject('/search?tag=blue')).json(), { tags: ['blue'], ids: [] });
  t.strictSame((await app.inject('/search?ids=1,2,3')).json(), { tags: [], ids: [1, 2, 3] });
  t.strictSame((await app.inject('/search?price[from]=1.5&price[to]=9')).json(), { tags: [], ids: [], price: { from: 1.5, to: 9 } });
});
