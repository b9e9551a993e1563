import { Depends, hashPassword } from 'typhoon';
import { AccountStore } from '../accounts/account-store.js';
import { ALL_SCOPES } from '../accounts/scopes.js';
import type { NewItem } from '../items/item-models.js';
import { ItemStore } from '../items/item-store.js';
import { shopSettings } from '../settings.js';
import type { ShopSettings } from '../settings.js';
import { database } from './database.js';
import type { Database } from './database.js';

/** May do everything. For trying the shop out: `SHOP_DEMO=false` leaves it away. */
export const DEMO_ACCOUNT = { email: 'demo@shop.example', name: 'Demo', password: 'demo-shop-2026' };

const DEMO_ITEMS: readonly NewItem[] = [
  { name: 'Fountain pen', description: 'Steel nib, writes in blue.', price: 2_450, stock: 12, tags: ['writing', 'blue'] },
  { name: 'Notebook', description: '160 dotted pages, A5.', price: 1_290, stock: 40, tags: ['paper'] },
  { name: 'Ink, midnight', description: '50 ml in a glass bottle.', price: 990, stock: 25, tags: ['writing', 'blue'] },
  { name: 'Pencil, 2B', description: 'Cedar, sharpened.', price: 180, stock: 200, tags: ['writing'] },
  { name: 'Envelopes', description: '25 pieces, lined.', price: 650, stock: 0, tags: ['paper'] },
  { name: 'Letter opener', description: 'Brass. The last three.', price: 3_900, stock: 3, tags: ['desk'] },
];

/** An account and some items, so that a new shop has something to show. */
export class DemoData {
  constructor(
    @Depends(shopSettings) private readonly settings: ShopSettings,
    @Depends(database) private readonly database: Database,
    @Depends(AccountStore) private readonly accounts: AccountStore,
    @Depends(ItemStore) private readonly items: ItemStore,
  ) {}

  /** Adds them unless the demo account is there already, or the settings say no. */
  async add(): Promise<void> {
    const { email, name, password } = DEMO_ACCOUNT;
    if (!this.settings.demo || (await this.accounts.findByEmail(email)) !== undefined) return;
    const passwordHash = await hashPassword(password);
    await this.database.write(async (rows) => {
      await this.accounts.add({ email, name, passwordHash, scopes: ALL_SCOPES }, rows);
      for (const item of DEMO_ITEMS) await this.items.add(item, rows);
    });
  }
}
