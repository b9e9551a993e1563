import t from 'tap';
import { FormBody } from '#src/http/form-body.js';
import { UploadedFile } from '#src/http/upload-file.js';

t.test('holds fields alone where a form has no files', (t) => {
  const form = new FormBody({ a: '1' });
  t.strictSame([form.fields, form.files.size, form.wrongTypes.size], [{ a: '1' }, 0, 0]);
  t.end();
});

t.test('holds files by the name of their field, and what is wrong with their types', (t) => {
  const file = new UploadedFile({ name: 'image', filename: 'a.png', type: 'image/png', sniffedType: undefined }, new Uint8Array(2));
  const form = new FormBody({}, new Map([['image', [file]]]), new Map([[file, 'text/html']]));
  t.strictSame([form.files.get('image')?.[0]?.filename, form.wrongTypes.get(file)], ['a.png', 'text/html']);
  t.end();
});
