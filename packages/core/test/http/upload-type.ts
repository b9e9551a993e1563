import t from 'tap';
import type { UploadRule } from '#src/http/upload-rule.js';
import { findWrongType, sniffType } from '#src/http/upload-type.js';
import { PNG } from '../fixtures/multipart-body.js';

t.test('tells a type by the first bytes', async (t) => {
  const rows = [
    [PNG, 'image/png'],
    [Buffer.from('GIF89a'), 'image/gif'],
    [Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    [Buffer.from('just text'), undefined],
    [PNG.subarray(0, 9), undefined],
    [Buffer.alloc(0), undefined],
  ] as const;
  for (const [bytes, want] of rows) t.equal(await sniffType(bytes), want, bytes.toString('latin1'));
});

t.test('names the type that is not accepted', async (t) => {
  const rows = [
    [undefined, 'text/html', 'image/png', undefined],
    [['image/png'], 'image/png', 'image/png', undefined],
    [['image/*'], 'image/gif', 'image/gif', undefined],
    [['*/*'], 'a/b', undefined, undefined],
    [['image/jpeg'], 'image/jpg', 'image/jpeg', undefined],
    [['image/png'], 'text/html', 'image/png', 'text/html'],
    [['image/png'], 'image/png', 'image/gif', 'image/gif'],
    [['image/png'], 'image/png', undefined, 'unknown content'],
    [['text/csv'], 'text/csv', undefined, undefined],
    [['image/svg+xml'], 'image/svg+xml', 'application/xml', undefined],
    [['application/vnd.oasis.opendocument.text'], 'application/vnd.oasis.opendocument.text', 'application/zip', undefined],
    [['image/svg+xml'], 'image/svg+xml', 'application/zip', 'application/zip'],
  ] as const;
  for (const [types, declared, sniffed, want] of rows) {
    t.equal(await findWrongType({ types, sniff: true } as UploadRule, declared, sniffed), want, `${String(types)} ${declared} ${String(sniffed)}`);
  }
  t.equal(await findWrongType({ types: ['image/png'], sniff: false } as unknown as UploadRule, 'image/png', 'text/html'), undefined);
});
