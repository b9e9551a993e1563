import t from 'tap';
import { Name } from '#src/generate/print/literal.js';
import { toParameterStyle } from '#src/generate/print/parameter-style.js';

t.test('tells what distinguishes a style, and whether it explodes where the document does not say', async (t) => {
  const plain = { mark: undefined, join: undefined, deep: undefined, encode: undefined };
  t.strictSame(toParameterStyle('form', undefined), { ...plain, explode: true });
  t.strictSame(toParameterStyle('form', false), { ...plain, explode: false });
  t.strictSame(toParameterStyle('simple', undefined), { ...plain, explode: false });
  t.strictSame(toParameterStyle('label', true), { ...plain, mark: '.', explode: true });
  t.strictSame(toParameterStyle('matrix', undefined), { ...plain, mark: ';', explode: false });
  t.strictSame(toParameterStyle('spaceDelimited', undefined), { ...plain, join: '%20', explode: false });
  t.strictSame(toParameterStyle('pipeDelimited', undefined), { ...plain, join: '%7C', explode: false });
  t.strictSame(toParameterStyle('cookie', undefined), { ...plain, encode: new Name('String'), explode: true });
  t.strictSame(toParameterStyle('deepObject', false), { ...plain, deep: true, explode: true }, 'it knows nothing else');
});
