import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findChromium, launchChromium, openPage } from '@typhoon-apps/fixtures/chromium';
import { build } from 'esbuild';
import t from 'tap';
import { createClient, isError } from '#src/client/index.js';
import type { Client } from '#src/client/index.js';
import { DEMO_ACCOUNT } from '#src/database/demo-data.js';
import { PNG } from './fixtures/png.js';
import { createFolder, createShopIn } from './fixtures/shop.js';

type Test = Parameters<typeof createFolder>[0];

const LOGIN = { username: DEMO_ACCOUNT.email, password: DEMO_ACCOUNT.password };

/** A shop that listens, and where. */
async function listen(t: Test): Promise<string> {
  const app = createShopIn(await createFolder(t));
  t.teardown(() => app.close());
  return app.listen({ port: 0 });
}

/** A client of a shop that listens; the demo account signs itself in. */
async function startClient(t: Test): Promise<Client> {
  return createClient({ baseUrl: await listen(t), auth: { OAuth2PasswordBearer: LOGIN } });
}

t.test('the committed client is the one that the document gives', async (t) => {
  const script = fileURLToPath(new URL('../scripts/client.js', import.meta.url));
  const { stderr } = await promisify(execFile)(process.execPath, [script, '--check']);
  t.equal(stderr, '');
});

t.test('items are listed, made, read and changed, typed all the way', async (t) => {
  const api = await startClient(t);
  const page = await api.items.list({ sort: '-price', limit: 2 });
  t.equal(page.items.length, 2);
  const made = await api.items.create.raw({ body: { name: 'Ruler', price: 300, tags: ['school'] } });
  t.equal(made.status, 201);
  t.equal(made.headers.get('etag'), '"1"');
  const { id } = made.body;
  t.match(await api.items.read({ id }), { id, name: 'Ruler', stock: 0 });
  const changed = await api.items.change({ id, 'if-match': '"1"', body: { stock: 5 } });
  t.strictSame([changed.stock, changed.version], [5, 2]);
  t.strictSame((await api.items.list({ tag: ['school'], inStock: true })).items.map(({ name }) => name).includes('Ruler'), true);
  await api.items.remove({ id });
  t.equal((await api.items.read.safe({ id })).ok, false);
});

t.test('declared errors are told by their code, thrown or returned', async (t) => {
  const baseUrl = await listen(t);
  // #region use
  const api = createClient({ baseUrl, auth: { OAuth2PasswordBearer: LOGIN } });
  const { items } = await api.items.list({ sort: '-price', limit: 2 });
  const safe = await api.items.read.safe({ id: 999_999 });
  const isMissing = !safe.ok && isError(safe.error, 'item_not_found');
  // #endregion use
  t.strictSame([items.length, isMissing], [2, true]);
  const error: unknown = await api.items.read({ id: 999_999 }).catch((reason: unknown) => reason);
  if (!isError(error, 'item_not_found')) throw new Error('it is another error');
  const status: 404 = error.status;
  const title: 'Item not found' = error.body.title;
  t.strictSame([status, title], [404, 'Item not found']);
  const result = await api.orders.create.safe({ body: { lines: [{ itemId: 1, quantity: 1000 }] } });
  if (result.ok || !isError(result.error, 'out_of_stock')) throw new Error('it is another result');
  t.type(result.error.body.available, 'number');
  const invalid: unknown = await api.items.list({ limit: 1000 }).catch((reason: unknown) => reason);
  t.ok(isError(invalid, 'validation_failed') && invalid.body.errors[0]?.loc.includes('limit'));
  const conflict: unknown = await api.items.change({ id: 1, 'if-match': '"0"', body: { stock: 1 } }).catch((reason: unknown) => reason);
  t.ok(isError(conflict, 'item_changed'));
});

t.test('who is not signed in is refused, and who is needs to say so once', async (t) => {
  const address = await listen(t);
  const refused = await createClient({ baseUrl: address }).orders.list.safe();
  t.match(refused, { ok: false, error: { kind: 'declared', status: 401 } });
  const api = createClient({ baseUrl: address, auth: { OAuth2PasswordBearer: LOGIN } });
  t.equal((await api.accounts.read()).email, DEMO_ACCOUNT.email);
  const order = await api.orders.create({ body: { lines: [{ itemId: 1, quantity: 1 }] } });
  t.strictSame((await api.orders.read({ id: order.id })).lines, order.lines);
});

t.test('an image goes up as a file and comes down as bytes', async (t) => {
  const api = await startClient(t);
  const { id } = await api.items.create({ body: { name: 'Picture', price: 1 } });
  await api.images.put({ id, body: { image: { data: PNG, filename: 'it.png', type: 'image/png' } } });
  const image = await api.images.read({ id });
  t.strictSame([image.type, image.size], ['image/png', PNG.length]);
});

t.test('the client works in a page', { skip: findChromium().skip }, async (t) => {
  const address = await listen(t);
  const entry = fileURLToPath(new URL('../dist/client/index.js', import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', globalName: 'shop', platform: 'browser' });
  const { page } = await openPage(t, await launchChromium(t));
  await page.goto(`${address}/openapi.json`);
  await page.evaluate(`${outputFiles[0]?.text ?? ''}; globalThis.shop = shop;`);
  const seen = await page.evaluate(`(async () => {
    const api = shop.createClient({ auth: { OAuth2PasswordBearer: ${JSON.stringify(LOGIN)} } });
    const { items } = await api.items.list({ limit: 1 });
    const account = await api.accounts.read();
    const error = await api.items.read({ id: 999999 }).catch((reason) => reason);
    return [items.length, account.email, shop.isError(error, 'item_not_found')];
  })()`);
  t.strictSame(seen, [1, DEMO_ACCOUNT.email, true]);
});
