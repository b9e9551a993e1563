import t from 'tap';
import { LinkedCode } from '#src/compile/linked-code.js';

t.test('code reaches values, and what it is given, by names', (t) => {
  const code = new LinkedCode();
  const double = code.constant((value: number) => 2 * value);
  const one = code.constant(1);
  const make = code.link<(value: number) => number>([`return (value) => ${double}(value) + ${one} + base;`], { base: 20 });
  t.equal(make(10), 41);
  t.end();
});

t.test('each time it is linked it makes another function', (t) => {
  const code = new LinkedCode();
  const lines = ['return () => undefined;'];
  t.not(code.link(lines), code.link(lines));
  t.end();
});

t.test('code is strict, and what is no code is said at once', (t) => {
  t.throws(() => new LinkedCode().link(['unknown = 1;']), ReferenceError);
  t.throws(() => new LinkedCode().link(['return return;']), SyntaxError);
  t.end();
});
