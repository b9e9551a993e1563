import t from 'tap';
import { toParameterStyle } from '#src/generate/print/parameter-style.js';

t.test('tells what distinguishes a style, and whether it explodes where the document does not say', async (t) => {
  const plain = { mark: undefined, delimiter: undefined, deep: undefined, escaped: undefined };
  t.strictSame(toParameterStyle('form', undefined), { ...plain, explode: true });
  t.strictSame(toParameterStyle('form', false), { ...plain, explode: false });
  t.strictSame(toParameterStyle('simple', undefined), { ...plain, explode: false });
  t.strictSame(toParameterStyle('label', true), { ...plain, mark: '.', explode: true });
  t.strictSame(toParameterStyle('matrix', undefined), { ...plain, mark: ';', explode: false });
  t.strictSame(toParameterStyle('spaceDelimited', undefined), { ...plain, delimiter: '%20', explode: false });
  t.strictSame(toParameterStyle('pipeDelimited', undefined), { ...plain, delimiter: '%7C', explode: false });
  t.strictSame(toParameterStyle('cookie', undefined), { ...plain, escaped: true, explode: true });
  t.strictSame(toParameterStyle('deepObject', false), { ...plain, deep: true, explode: true }, 'it knows nothing else');
});
