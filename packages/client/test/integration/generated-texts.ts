// The same on every Node: it reads clients that are made of documents.
import * as prettier from 'prettier';
import t from 'tap';
import { createClientFiles } from '#src/generate/index.js';
import type { PrintedFile } from '#src/generate/index.js';
import { HOSTILE } from '../fixtures/hostile-document.js';
import { DIFFERENT, listExamples, pathOfExample } from '../fixtures/oas-examples.js';
import { ONE_WAY_DOCUMENT } from '../fixtures/one-way-uses.js';
import { PAGED_DOCUMENT } from '../fixtures/query-uses.js';

/** In characters: longer files repeat what shorter ones have, and a formatter takes its time. */
const LARGEST = 20_000;

t.setTimeout(200_000);

/** The paths of files that Prettier would write otherwise. */
async function unformatted(files: readonly PrintedFile[]): Promise<string[]> {
  const found: string[] = [];
  for (const { path, text } of files.filter(({ text: { length } }) => length < LARGEST)) {
    const parser = path.endsWith('.js') ? 'babel' : 'typescript';
    if (!(await prettier.check(text, { printWidth: 120, singleQuote: true, parser }))) found.push(path);
  }
  return found;
}

t.test('clients of documents that others wrote are formatted as Prettier would, and a document in YAML gives the same as in JSON', async (t) => {
  const inYaml = new Set(listExamples('yaml').filter((example) => !DIFFERENT.includes(example)));
  t.equal(inYaml.size, 49);
  for (const example of [...listExamples('json'), ...DIFFERENT]) {
    const { files } = await createClientFiles({ source: pathOfExample(example), queries: true });
    t.strictSame(await unformatted(files), [], example);
    const yaml = example.replaceAll('json', 'yaml');
    if (inYaml.delete(yaml)) t.strictSame((await createClientFiles({ source: pathOfExample(yaml), queries: true })).files, files, yaml);
  }
  t.strictSame([...inYaml], [], 'each was compared');
});

t.test('so are those of documents of all kinds of names, with and without dates, and in JavaScript', async (t) => {
  const trains = pathOfExample('3.1/json/train-travel.json');
  for (const options of [
    { source: HOSTILE, queries: true },
    { source: HOSTILE, dates: 'Date' },
    { source: HOSTILE, queries: true, language: 'js' },
    { source: trains, dates: 'Date' },
    { source: PAGED_DOCUMENT, queries: true },
    { source: ONE_WAY_DOCUMENT },
  ] as const) {
    const { files } = await createClientFiles(options);
    // A name longer than a line is broken where only Prettier would.
    t.strictSame(await unformatted(files.filter(({ path }) => options.source !== HOSTILE || !path.startsWith('queries'))), []);
  }
});
