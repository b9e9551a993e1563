import t from 'tap';
import { formatOf, toDocumentText } from '#src/documents/document-text.js';

t.test('a document is written as JSON or as YAML', async (t) => {
  const shared = { type: 'string' };
  const document = { a: shared, b: shared, none: undefined };
  t.equal(toDocumentText(document, 'json'), '{\n  "a": {\n    "type": "string"\n  },\n  "b": {\n    "type": "string"\n  }\n}\n');
  t.equal(toDocumentText(document, 'yaml'), 'a:\n  type: string\nb:\n  type: string\n');
});

t.test('the format is the one asked for, else that of the file, else JSON', async (t) => {
  t.strictSame(
    [formatOf('json', 'a.yaml'), formatOf(undefined, 'a.yml'), formatOf(undefined, 'a.json'), formatOf(undefined, undefined)],
    ['json', 'yaml', 'json', 'json'],
  );
});
