import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import t from 'tap';
import { writeDocument } from '#src/documents/write-document.js';
import { createTerminal } from '#src/output/terminal.js';

t.test('a document goes to a file, whose folders are made, or to the standard output', async (t) => {
  const [out, error] = [new PassThrough(), new PassThrough()];
  const path = join(t.testdir(), 'a/b.yaml');
  await writeDocument({ openapi: '3.1.1' }, { out: path }, createTerminal(out, error));
  t.equal(readFileSync(path, 'utf8'), 'openapi: 3.1.1\n');
  t.equal(String(error.read()), `${path} is written.\n`);
  await writeDocument({ openapi: '3.1.1' }, { format: 'yaml' }, createTerminal(out, error));
  t.equal(String(out.read()), 'openapi: 3.1.1\n');
});
