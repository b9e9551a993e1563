import t from 'tap';
import { compileFileReader } from '#src/compile/form-files.js';
import { File } from '#src/decorators/file.js';
import type { FileOptions } from '#src/decorators/file.js';
import { kSource } from '#src/decorators/source.js';
import type { InputDefinition } from '#src/describe/route-definition.js';
import { FormBody } from '#src/http/form-body.js';
import { UploadedFile } from '#src/http/upload-file.js';
import { Type } from '#src/schema/type.js';
import { INVALID } from '#src/validation/invalid.js';

function reader(options: FileOptions) {
  const source = File('a', options)[kSource];
  if (source.in === 'dependency') throw new TypeError('A file is expected.');
  return compileFileReader({ in: 'file', name: 'a', schema: source.schema, required: true, options: {}, by: 'route', place: 'A.b' } as InputDefinition);
}

const file = new UploadedFile({ name: 'a', filename: 'x.txt', type: 'text/plain', sniffedType: undefined }, new Uint8Array());
const body = (count: number, fields = {}): FormBody => new FormBody(fields, new Map([['a', Array<UploadedFile>(count).fill(file)]]));

t.test('is for files only', (t) => {
  t.equal(compileFileReader({ name: 'a', schema: Type.String() } as unknown as InputDefinition), undefined);
  t.end();
});

t.test('hands out one file, or a list, and says what is missing', (t) => {
  const rows = [
    [{}, body(1), file, undefined],
    [{}, body(0), INVALID, 'missing'],
    [{}, undefined, INVALID, 'missing'],
    [{}, body(0, { a: 'text' }), INVALID, 'file_type'],
    [{}, body(0, { a: '' }), INVALID, 'missing'],
    [{ optional: true }, body(0), undefined, undefined],
    [{ maxCount: 3 }, body(2), [file, file], undefined],
    [{ maxCount: 3, minCount: 2 }, body(1), INVALID, 'too_short'],
    [{ maxCount: 3, minCount: 0 }, body(0), [], undefined],
    [{ maxCount: 3, optional: true }, body(0), undefined, undefined],
  ] as const;
  for (const [options, given, value, issue] of rows) {
    const { read, explain } = reader(options) ?? {};
    t.strictSame(read?.(given), value, JSON.stringify(options));
    t.strictSame(
      explain?.(given).map(({ type }) => type),
      issue === undefined ? [] : [issue],
    );
  }
  t.end();
});

t.test('names the file of a list that is of the wrong type', (t) => {
  const given = new FormBody({}, new Map([['a', [file]]]), new Map([[file, 'text/html']]));
  t.match(reader({ types: ['image/png', 'image/gif', 'image/webp'] })?.explain(given), [
    { type: 'file_media_type', loc: ['body', 'a'], msg: 'File should be of type image/png, image/gif or image/webp, not text/html', input: 'x.txt' },
  ]);
  t.match(reader({ types: ['image/png'], maxCount: 2 })?.explain(given), [{ loc: ['body', 'a', 0], ctx: { expected: 'image/png', actual: 'text/html' } }]);
  t.end();
});
