import t from 'tap';
import { colorsOf } from '#src/output/colors.js';

/** Whether it is a terminal, its environment, and whether there are colours. */
const ROWS = [
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { NO_COLOR: '1' }, false],
  [{ isTTY: true, hasColors: () => false }, {}, false],
  [{}, {}, false],
] as const;

t.test('there are colours on a terminal that has some, unless NO_COLOR says no', async (t) => {
  for (const [target, env, isColored] of ROWS) t.equal(colorsOf(target, env).red('no'), isColored ? '\u001b[31mno\u001b[39m' : 'no');
});
