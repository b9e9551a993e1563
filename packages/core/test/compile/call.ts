import t from 'tap';
import { compileCall } from '#src/compile/call.js';
import { describeCall } from '#src/describe/call.js';
import { ProblemList } from '#src/internal.js';

class Chores {
  run(first: string, second: string) {
    if (first === 'nothing') throw undefined as unknown as Error;
    return [this instanceof Chores, first, second];
  }
}

t.test('calls the method of the instance, and rejects whatever it throws', async (t) => {
  const kind = { name: 'chores', describe: () => [] };
  const definition = describeCall({ target: Chores, method: 'run', place: 'Chores.run', given: ['one', 'two'] }, kind, new Map(), new ProblemList());
  const call = compileCall(definition, () => new Chores());
  t.strictSame(await call(['a', 'b', 'too many'], {}), [true, 'a', 'b']);
  await t.rejects(call(['nothing', 'b'], {}), { message: 'Chores.run threw undefined.' });
});
