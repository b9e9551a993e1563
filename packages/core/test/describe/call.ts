import t from 'tap';
import { Depends, dependency } from '#src/index.js';
import { describeCall } from '#src/describe/call.js';
import { ProblemList } from '#src/internal.js';

const store = dependency({}, () => 'store', { name: 'store', lifetime: 'singleton' });

class Base {
  run(_input: string, @Depends(store) _store: string) {
    return 1;
  }

  bare(_input: string, _rest: string) {
    return 1;
  }
}
class Chores extends Base {}

t.test('finds the parameters of a method where it is declared, and gives what no parameter takes the place of', (t) => {
  const problems = new ProblemList();
  const kind = { name: 'chores', describe: () => [] };
  const describe = (method: string) =>
    describeCall({ target: Chores, method, place: `Chores.${method}`, given: ['the input'], optional: 'the rest' }, kind, new Map(), problems);
  const [run, bare] = [describe('run'), describe('bare')];
  t.strictSame([run.given, run.arguments.length, run.dependencies.map(({ name }) => name)], [['the input'], 1, ['Chores', 'store']]);
  t.strictSame([bare.given, bare.arguments], [['the input', 'the rest'], []]);
  t.strictSame(problems.problems, []);
  t.end();
});
