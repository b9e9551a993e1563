import { eq } from 'drizzle-orm';
import t from 'tap';
import { transaction } from '#src/database/transaction.js';
import { itemTable } from '#src/items/item-table.js';
import { startShop } from '../fixtures/shop.js';

t.test('outside a request, too, it is committed when all went well and rolled back when not', async (t) => {
  const { app } = await startShop(t);
  const nameOf = async () => (await app.inject('/items/1')).json<{ name: string }>().name;
  await app.run(transaction, (rows) => rows.update(itemTable).set({ name: 'Quill' }).where(eq(itemTable.id, 1)));
  t.equal(await nameOf(), 'Quill');

  const failing = app.run(transaction, async (rows) => {
    await rows.update(itemTable).set({ name: 'Biro' }).where(eq(itemTable.id, 1));
    throw new Error('No.');
  });
  await t.rejects(failing, { message: 'No.' });
  t.equal(await nameOf(), 'Quill');
});
