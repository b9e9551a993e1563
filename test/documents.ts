import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { lintDocuments } from './fixtures/redocly.js';

/** What is needed of an application. */
interface App {
  readonly ready: () => Promise<unknown>;
  readonly close: () => Promise<void>;
  readonly fastify: { readonly openapi: () => object };
}

/** Every application of the guide: each is an example that exports one. */
const EXAMPLES = readdirSync('apps/examples/src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && readFileSync(join('apps/examples/src', path), 'utf8').includes('export const app ='))
  .map((path) => path.replace(/\.ts$/, '.js'))
  .sort();

/** Settings that examples cannot start without. */
const SETTINGS = { API_KEY: 'a key that is long enough', PUBLIC_URL: 'https://example.com', DB__PASSWORD: 'correct horse' };

t.test('the document of every application is clean by the recommended rules of Redocly', async (t) => {
  const folder = t.testdir();
  Object.assign(process.env, { SHOP_DATA: folder, SHOP_DEMO: 'false', ...SETTINGS });
  const { createShop } = (await load('apps/shop/dist/app.js')) as { createShop: () => App };
  writeFileSync(join(folder, 'shop.json'), await documentOf(createShop()));
  t.ok(EXAMPLES.length > 5, 'the examples are found');
  for (const path of EXAMPLES) {
    const { app } = (await load(join('apps/examples/dist', path))) as { app: App };
    writeFileSync(join(folder, `example.${path.replaceAll('/', '.').replace(/\.js$/, '.json')}`), await documentOf(app));
  }
  for (const [name, document] of await petShops()) writeFileSync(join(folder, `pet-shop-${name}.json`), JSON.stringify(document));
  const problems = await lintDocuments(folder);
  t.strictSame(
    problems.filter((problem) => !isIntended(problem)),
    [],
  );
});

/** What is meant to be so, by what a problem begins and ends with. */
const INTENDED: readonly (readonly [start: string, end: string])[] = [
  // Examples say no more of themselves than they need.
  ['example.', '(info-license)'],
  ['example.', '(tag-description)'],
  ['example.documents.internal.json #/webhooks', '(operation-operationId)'],
  // Routes that the host wrote without a schema stand in the document as they are.
  ['example.fastify.plugins.json #/paths/~1plain', ''],
  ['example.fastify.plugins.json #/paths/~1guarded', ''],
  // A route that only redirects has no success.
  ['example.response-kinds.kinds.json #/paths/~1old', '(operation-2xx-response)'],
  // FastAPI's documents, which `errors: 'fastapi'` follows, show no refusal of a route without input.
  ['pet-shop-fastapi.json', '(operation-4xx-response)'],
];

function isIntended(problem: string): boolean {
  return INTENDED.some(([start, end]) => problem.startsWith(start) && problem.endsWith(end));
}

async function load(path: string): Promise<unknown> {
  return import(pathToFileURL(resolve(path)).href);
}

async function documentOf(app: App): Promise<string> {
  await app.ready();
  const document = JSON.stringify(app.fastify.openapi());
  await app.close();
  return document;
}

/** The application that the tests of documents and pages use, in every version and envelope. */
async function petShops(): Promise<readonly (readonly [name: string, document: object])[]> {
  const { petShopDocument } = (await load('packages/openapi/dist-test/fixtures/pet-shop.js')) as { petShopDocument: (options: object) => object };
  return [
    ['problem', petShopDocument({})],
    ['fastapi', petShopDocument({ errors: 'fastapi' })],
    ['version-3.2', petShopDocument({ openapi: '3.2' })],
  ];
}
