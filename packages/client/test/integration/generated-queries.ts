import { join } from 'node:path';
import { QueryClient } from '@tanstack/query-core';
import t from 'tap';
import { generateClient } from '#src/generate/index.js';
import { ONE_WAY_DOCUMENT } from '../fixtures/one-way-uses.js';
import { PAGED_DOCUMENT } from '../fixtures/query-uses.js';

/** What the generated JavaScript gives. */
interface PagesOptions {
  readonly queryKey: readonly unknown[];
  readonly queryFn: (context: { readonly signal: AbortSignal; readonly pageParam: unknown }) => Promise<{ items: string[] }>;
  readonly initialPageParam: unknown;
  readonly getNextPageParam: (page: { items: string[] }, pages: { items: string[] }[], parameter: unknown) => unknown;
}

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
