import t from 'tap';
import { complete } from '#src/answers.js';

t.test('where nobody is asked, what was not said has its default', async (t) => {
  t.strictSame(await complete({}, false), { folder: 'my-api', install: true });
  t.strictSame(await complete({ folder: 'a', install: false }, false), { folder: 'a', install: false });
});

t.test('where everything was said, nothing is asked', async (t) => {
  t.strictSame(await complete({ folder: 'a', install: true }, true), { folder: 'a', install: true });
});
