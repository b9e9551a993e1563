// The same on every Node: it compiles clients that are made of documents; other tests call some.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { generateClient } from '#src/generate/index.js';
import { HOSTILE } from '../fixtures/hostile-document.js';
import { DIFFERENT, listExamples, pathOfExample } from '../fixtures/oas-examples.js';
import { ONE_WAY_DOCUMENT, ONE_WAY_USES } from '../fixtures/one-way-uses.js';
import { PAGED_DOCUMENT, PAGED_USES, QUERY_USES } from '../fixtures/query-uses.js';
import { compile } from '../fixtures/strict-program.js';

const TRAINS = pathOfExample('3.1/json/train-travel.json');

t.setTimeout(200_000);

t.test('clients of documents that others wrote compile as strictly as can be', async (t) => {
  const folder = t.testdir({});
  const examples = [...listExamples('json'), ...DIFFERENT];
  // None is passed over: the others in YAML give the same, as generated-texts.ts shows.
  t.equal(examples.length, 66);
  const files: string[] = [];
  for (const example of examples) {
    const out = join(folder, example.replaceAll(/[^\w]+/g, '-'));
    const client = await generateClient({ source: pathOfExample(example), out, queries: true });
    files.push(...client.files.map(({ path }) => join(out, path)));
  }
  const hostile = await generateClient({ source: HOSTILE, out: join(folder, 'hostile'), queries: true });
  files.push(...hostile.files.map(({ path }) => join(folder, 'hostile', path)));
  const script = await generateClient({ source: HOSTILE, out: join(folder, 'script'), queries: true, language: 'js' });
  files.push(...script.files.map(({ path }) => join(folder, 'script', path)).filter((path) => path.endsWith('.d.ts')));
  for (const [name, source] of [
    ['dated-hostile', HOSTILE],
    ['dated-trains', TRAINS],
  ] as const) {
    const dated = await generateClient({ source, out: join(folder, name), dates: 'Date' });
    t.ok(dated.files.some(({ path }) => path === 'dates.ts') || name === 'dated-hostile');
    files.push(...dated.files.map(({ path }) => join(folder, name, path)));
  }
  await generateClient({ source: TRAINS, out: join(folder, 'queries'), queries: true });
  writeFileSync(join(folder, 'queries', 'uses.ts'), QUERY_USES);
  const paged = await generateClient({ source: PAGED_DOCUMENT, out: join(folder, 'paged'), queries: true });
  writeFileSync(join(folder, 'paged', 'uses.ts'), PAGED_USES);
  files.push(...paged.files.map(({ path }) => join(folder, 'paged', path)));
  await generateClient({ source: ONE_WAY_DOCUMENT, out: join(folder, 'one-way') });
  writeFileSync(join(folder, 'one-way', 'uses.ts'), ONE_WAY_USES);
  const uses = ['queries', 'paged', 'one-way'].map((name) => join(folder, name, 'uses.ts'));
  t.strictSame(compile([...files, ...uses]).slice(0, 20), []);
});

t.test('the client of a hostile document runs none of it', async (t) => {
  const out = join(t.testdir({}), 'client');
  await generateClient({ source: HOSTILE, out, language: 'js', queries: true });
  const { createClient } = (await import(join(out, 'index.js'))) as { createClient: (options: object) => object };
  const { withQueries } = (await import(join(out, 'queries.js'))) as { withQueries: (api: object) => object };
  const client = withQueries(createClient({ baseUrl: 'http://127.0.0.1:9' }));
  t.equal((globalThis as { pwned?: unknown }).pwned, undefined);
  t.equal(({} as { polluted?: unknown }).polluted, undefined);
  t.ok(Object.keys(client).length > 5);
  t.notOk('then' in client);
});
