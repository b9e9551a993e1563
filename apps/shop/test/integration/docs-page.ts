import { findChromium, launchChromium, openPage } from '@typhoon-apps/fixtures/chromium';
import t from 'tap';
import { DEMO_ACCOUNT } from '#src/database/demo-data.js';
import { createFolder, createShopIn } from '../fixtures/shop.js';

t.test('in /docs a visitor signs in, creates an item and finds it in the list', { skip: findChromium().skip }, async (t) => {
  const app = createShopIn(await createFolder(t));
  t.teardown(() => app.close());
  const address = await app.listen({ port: 0 });
  const { page, complaints } = await openPage(t, await launchChromium(t), { origins: [address] });
  await page.goto(`${address}/docs`);

  await page.getByRole('button', { name: 'Authorize' }).click();
  const dialog = page.locator('.modal-ux');
  await dialog.locator('#oauth_username').fill(DEMO_ACCOUNT.email);
  await dialog.locator('#oauth_password').fill(DEMO_ACCOUNT.password);
  await dialog.locator('.auth-btn-wrapper .authorize').click();
  // Its accessible name is another one: 'Remove authorization'.
  await dialog.locator('button', { hasText: 'Logout' }).waitFor();
  await dialog.locator('.btn-done').click();

  // "Try it out" is on from the start: the forms open filled and ready.
  const create = page.locator('.opblock-post', { hasText: 'Add an item' });
  await create.locator('.opblock-summary-control').click();
  await create.locator('textarea').fill(JSON.stringify({ name: 'Made in a browser', price: 123 }));
  await create.locator('.execute').click();
  t.equal(await create.locator('.live-responses-table .response-col_status').first().textContent(), 'Code');
  await create.locator('.live-responses-table .response .response-col_status', { hasText: '201' }).waitFor();

  const list = page.locator('.opblock-get', { hasText: 'List items' });
  await list.locator('.opblock-summary-control').click();
  await list.locator('tr[data-param-name="q"] input').fill('browser');
  await list.locator('.execute').click();
  const answer = await list.locator('.live-responses-table .response .highlight-code').first().textContent();
  t.match(answer, '"name": "Made in a browser"');
  t.match(answer, '"total": 1');
  t.strictSame(complaints, []);
});
