import t from 'tap';
import { readWorkers } from '#src/start/worker-count.js';

t.test('a number of workers is a whole number from 1, or auto', async (t) => {
  t.strictSame([undefined, 'auto', '1', '12'].map(readWorkers), [undefined, 'auto', 1, 12]);
  for (const wrong of ['0', '-1', '1.5', 'many', '']) t.throws(() => readWorkers(wrong), { code: 'TYPHOON_ERR_CLI_USAGE', message: `but is '${wrong}'.` });
});
