import t from 'tap';
import { block, enclose, group, hardLine, ifBroken, indent, join, line, softLine, toText } from '#src/generate/print/layout.js';

t.test('a group that fits stands on one line, one that does not has its breaks broken', async (t) => {
  const list = enclose('[', ['one', 'two', 'three'], ']');
  t.equal(toText(list, 17), '[one, two, three]');
  t.equal(toText(list, 16), '[\n  one,\n  two,\n  three,\n]');
  t.equal(toText(enclose('{', ['a', 'b'], '}', { padding: line }), 80), '{ a, b }');
  t.equal(toText(enclose('<', [], '>'), 0), '<>');
});

t.test('what follows a group counts until it may break, too', async (t) => {
  t.equal(toText([group(['(', softLine, ')']), ';;'], 3), '(\n);;');
  t.equal(toText([group(['(', softLine, ')']), hardLine, ';;'], 2), '()\n;;');
});

t.test('a line that always breaks breaks what is around it', async (t) => {
  t.equal(toText(group(indent(['a', line, 'b', hardLine, 'c'])), 80), 'a\n  b\n  c');
  t.equal(toText(['x ', block(['a;', 'b;'])], 80), 'x {\n  a;\n  b;\n}');
  t.equal(toText(block([]), 80), '{}');
});

t.test('what is for broken groups only is left out of others', async (t) => {
  const union = group(indent([ifBroken([line, '| ']), join([line, '| '], ['aaa', 'bbb'])]));
  t.equal(toText(union, 80), 'aaa | bbb');
  t.equal(toText(union, 5), '\n  | aaa\n  | bbb');
});
