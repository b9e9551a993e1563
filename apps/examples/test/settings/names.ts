import t from 'tap';
import { config } from '#src/settings/names.js';

t.test('reads the names that the guide shows', async (t) => {
  t.strictSame(
    config.variables.map(({ name }) => name),
    ['SHOP_PORT', 'SHOP_DB__URL', 'REDIS_URL'],
  );
});
