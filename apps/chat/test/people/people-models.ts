import t from 'tap';
import { safeParse } from 'typhoon';
import { NewSession } from '#src/people/people-models.js';

t.test('takes names of any script, and no others', async (t) => {
  for (const name of ['Ada', 'Zoë', '李', 'R2-D2', 'J. S. Bach']) t.equal(safeParse(NewSession, { name }).success, true, name);
  for (const name of ['', ' ', '-x', '<b>', 'a\nb', 'x'.repeat(21)]) t.equal(safeParse(NewSession, { name }).success, false, JSON.stringify(name));
});
