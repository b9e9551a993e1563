import t from 'tap';
import * as cli from '@typhoon/cli';

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(cli), ['compareContracts']);
});
