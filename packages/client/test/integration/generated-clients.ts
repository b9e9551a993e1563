// The same on every Node: it compiles clients that are made of documents; other tests call some.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { QueryClient } from '@tanstack/query-core';
import * as prettier from 'prettier';
import t from 'tap';
import { createClientFiles, generateClient } from '#src/generate/index.js';
import { HOSTILE } from '../fixtures/hostile-document.js';
import { ONE_WAY_DOCUMENT, ONE_WAY_USES } from '../fixtures/one-way-uses.js';
import { PAGED_DOCUMENT, PAGED_USES, QUERY_USES } from '../fixtures/query-uses.js';
import { compile } from '../fixtures/strict-program.js';

const EXAMPLES = dirname(createRequire(import.meta.url).resolve('@readme/oas-examples/package.json'));

/** In bytes: longer files repeat what shorter ones have, and a formatter takes its time. */
const LARGEST = 20_000;

/** What the generated JavaScript gives. */
interface PagesOptions {
  readonly queryKey: readonly unknown[];
  readonly queryFn: (context: { readonly signal: AbortSignal; readonly pageParam: unknown }) => Promise<{ items: string[] }>;
  readonly initialPageParam: unknown;
  readonly getNextPageParam: (page: { items: string[] }, pages: { items: string[] }[], parameter: unknown) => unknown;
}

t.setTimeout(200_000);

/** Documents that others wrote, all of OpenAPI 3 that the package has. */
function listExamples(kind: 'json' | 'yaml'): string[] {
  return [`3.0/${kind}`, `3.1/${kind}`].flatMap((folder) =>
    readdirSync(join(EXAMPLES, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(`.${kind}`))
      .map((name) => join(folder, name))
      .sort(),
  );
}

/** Those that say other things in YAML than in JSON. */
const DIFFERENT = ['3.0/yaml/uspto.yaml', '3.1/yaml/parameters-style.yaml', '3.1/yaml/train-travel.yaml'];

t.test('clients of documents that others wrote compile as strictly as can be, and are formatted as Prettier would', async (t) => {
  const folder = t.testdir({});
  const examples = [...listExamples('json'), ...DIFFERENT];
  // None is passed over: the others in YAML give the same, which the next test shows.
  t.equal(examples.length, 66);
  const files: string[] = [];
  for (const example of examples) {
    const out = join(folder, example.replaceAll(/[^\w]+/g, '-'));
    const client = await generateClient({ source: join(EXAMPLES, example), out, queries: true });
    files.push(...client.files.map(({ path }) => join(out, path)));
  }
  const hostile = await generateClient({ source: HOSTILE, out: join(folder, 'hostile'), queries: true });
  files.push(...hostile.files.map(({ path }) => join(folder, 'hostile', path)));
  const script = await generateClient({ source: HOSTILE, out: join(folder, 'script'), queries: true, language: 'js' });
  files.push(...script.files.map(({ path }) => join(folder, 'script', path)).filter((path) => path.endsWith('.d.ts')));
  for (const [name, source] of [
    ['dated-hostile', HOSTILE],
    ['dated-trains', join(EXAMPLES, '3.1/json/train-travel.json')],
  ] as const) {
    const dated = await generateClient({ source, out: join(folder, name), dates: 'Date' });
    t.ok(dated.files.some(({ path }) => path === 'dates.ts') || name === 'dated-hostile');
    files.push(...dated.files.map(({ path }) => join(folder, name, path)));
  }
  await generateClient({ source: join(EXAMPLES, '3.1/json/train-travel.json'), out: join(folder, 'queries'), queries: true });
  writeFileSync(join(folder, 'queries', 'uses.ts'), QUERY_USES);
  const paged = await generateClient({ source: PAGED_DOCUMENT, out: join(folder, 'paged'), queries: true });
  writeFileSync(join(folder, 'paged', 'uses.ts'), PAGED_USES);
  files.push(...paged.files.map(({ path }) => join(folder, 'paged', path)));
  await generateClient({ source: ONE_WAY_DOCUMENT, out: join(folder, 'one-way') });
  writeFileSync(join(folder, 'one-way', 'uses.ts'), ONE_WAY_USES);
  const uses = ['queries', 'paged', 'one-way'].map((name) => join(folder, name, 'uses.ts'));
  t.strictSame(compile([...files, ...uses]).slice(0, 20), []);
  // A name longer than a line is broken where only Prettier would.
  const unformatted: string[] = [];
  for (const path of files.filter((file) => statSync(file).size < LARGEST && !/hostile.queries/.test(file))) {
    const isFormatted = await prettier.check(readFileSync(path, 'utf8'), {
      printWidth: 120,
      singleQuote: true,
      parser: path.endsWith('.js') ? 'babel' : 'typescript',
    });
    if (!isFormatted) unformatted.push(path);
  }
  t.strictSame(unformatted, []);
});

t.test('a document in YAML gives the client that it gives in JSON', async (t) => {
  const examples = listExamples('yaml').filter((example) => !DIFFERENT.includes(example));
  t.equal(examples.length, 49);
  for (const example of examples) {
    const [yaml, json] = await Promise.all([example, example.replaceAll('yaml', 'json')].map((path) => createClientFiles({ source: join(EXAMPLES, path) })));
    t.strictSame(yaml, json, example);
  }
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

t.test('an infinite query asks for one page after the other', async (t) => {
  const out = join(t.testdir({}), 'client');
  await generateClient({ source: PAGED_DOCUMENT, out, language: 'js', queries: true });
  const { createClient } = (await import(join(out, 'index.js'))) as { createClient: (options: object) => object };
  const { withQueries } = (await import(join(out, 'queries.js'))) as {
    withQueries: (api: object) => { getNumbers: { infiniteQuery(input: object, paging: object): PagesOptions } };
  };
  const fetch = async (url: string) => Response.json({ items: [url.replace('http://x.example', '')] });
  const { getNumbers } = withQueries(createClient({ baseUrl: 'http://x.example', fetch }));
  const next = (_: unknown, pages: readonly unknown[], page: number) => (pages.length < 2 ? page + 1 : undefined);
  const options = getNumbers.infiniteQuery({ q: 'a' }, { parameter: 'page', first: 1, next });
  const queries = new QueryClient();
  t.teardown(() => queries.clear());
  const { pages, pageParams } = await queries.infiniteQuery({ ...options, pages: 5 });
  t.strictSame(pages, [{ items: ['/numbers?q=a&page=1'] }, { items: ['/numbers?q=a&page=2'] }]);
  t.strictSame(
    [options.queryKey, pageParams],
    [
      ['GET /numbers', { q: 'a' }, 'page'],
      [1, 2],
    ],
  );
});

t.test('queries and mutations ask the server', async (t) => {
  const out = join(t.testdir({}), 'client');
  await generateClient({ source: ONE_WAY_DOCUMENT, out, language: 'js', queries: true });
  const { createClient } = (await import(join(out, 'index.js'))) as { createClient: (options: object) => object };
  const { withQueries } = (await import(join(out, 'queries.js'))) as {
    withQueries: (api: object) => { put: { mutation(): { mutationKey: string[]; mutationFn(input: object): Promise<unknown> } } };
  };
  const fetch = async (url: string, { method, body }: RequestInit) => Response.json({ url, method, body });
  const { mutationKey, mutationFn } = withQueries(createClient({ baseUrl: 'http://x.example', fetch })).put.mutation();
  t.strictSame(mutationKey, ['put']);
  t.strictSame(await mutationFn({ body: { members: [] } }), { url: 'http://x.example/team', method: 'PUT', body: '{"members":[]}' });
});
