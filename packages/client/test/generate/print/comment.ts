import t from 'tap';
import { toComment, toLine } from '#src/generate/print/comment.js';
import { toText } from '#src/generate/print/layout.js';

const comment = (...paragraphs: string[]) => toText(toComment(paragraphs), 120);

t.test('a comment is one line, or has its paragraphs apart', async (t) => {
  t.equal(comment('One.'), '/** One. */\n');
  t.equal(comment('One.', '', 'Two\nlines. '), '/**\n * One.\n *\n * Two\n * lines.\n */\n');
  t.equal(comment(), '');
  t.equal(comment(' \n '), '');
});

t.test('nothing in a comment ends it, hides in it or turns its direction', async (t) => {
  t.equal(comment('a */ alert(1) /* b'), '/** a *\\/ alert(1) /\\* b */\n');
  t.equal(comment('a\r\nb\u2028c\u0085d'), '/**\n * a\n * b\n * c\n * d\n */\n');
  t.equal(comment('a\u202eb\0c\u2066d\ud800e'), '/** abcde */\n');
  t.equal(comment('**/'), '/** **\\/ */\n');
  t.notMatch(comment('*\u200b/'), '*/ ');
  t.equal(toLine('Shop\nimport "x"\u2028 y'), 'Shop import "x" y');
});
