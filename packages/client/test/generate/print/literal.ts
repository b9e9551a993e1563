import fc from 'fast-check';
import t from 'tap';
import { toText } from '#src/generate/print/layout.js';
import { toKey, toNumberLiteral, toStringLiteral, toValue } from '#src/generate/print/literal.js';

const evaluate = (source: string): unknown => (0, eval)(`(${source})`);

t.test('any text becomes a literal of itself, on one line, with nothing invisible in it', async (t) => {
  const hostile = ["'", '"', '\\', '`${x}`', '\n', '\r', '\u2028\u2029', '*/', '</script>', '\u202e', '\0', '\ud800', '__proto__', "\\' + alert(1) + '"];
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile)), (text) => {
      const literal = toStringLiteral(text);
      return evaluate(literal) === text && !/[\n\r\u2028\u2029\u202e\0]/.test(literal);
    }),
  );
  t.equal(toStringLiteral('it'), "'it'");
  t.equal(toStringLiteral("it's"), `"it's"`);
});

t.test('any JSON becomes an expression of itself', async (t) => {
  fc.assert(fc.property(fc.jsonValue(), (value) => JSON.stringify(evaluate(toText(toValue(value), 80))) === JSON.stringify(value)));
  const value = JSON.parse('{ "__proto__": { "polluted": true } }') as object;
  t.ok(Object.hasOwn(evaluate(toText(toValue(value), 80)) as object, '__proto__'));
  t.equal(toText(toValue({ a: undefined, b: 1 }), 80), '{ b: 1 }');
});

t.test('names and numbers are written as short as can be', async (t) => {
  t.strictSame(['a', 'a-b', '404', '01', 'ß', 'x;y'].map(toKey), ['a', "'a-b'", '404', "'01'", 'ß', "'x;y'"]);
  t.strictSame([1e21, -0.5, 12].map(toNumberLiteral), ['1e21', '-0.5', '12']);
});
