import t from 'tap';
import { NameScope } from '#src/generate/name/name-scope.js';

t.test('a name is given once, then with numbers', async (t) => {
  const scope = new NameScope(['Array']);
  t.strictSame([scope.take('Pet'), scope.take('Pet'), scope.take('Pet'), scope.take('Array')], ['Pet', 'Pet2', 'Pet3', 'Array2']);
  t.ok(scope.has('Pet2'));
  t.notOk(scope.has('Cat'));
});

t.test('what counts as the same is its to say', async (t) => {
  const scope = new NameScope(['index'], (name) => name.toLowerCase());
  t.strictSame([scope.take('Pets', '-'), scope.take('pets', '-'), scope.take('Index', '-')], ['Pets', 'pets-2', 'Index-2']);
});
