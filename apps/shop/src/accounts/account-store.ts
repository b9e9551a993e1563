import { eq } from 'drizzle-orm';
import { Depends } from 'typhoon';
import { database } from '../database/database.js';
import type { Database, Rows } from '../database/database.js';
import { accountTable } from './account-table.js';
import type { AccountRow } from './account-table.js';

export class AccountStore {
  constructor(@Depends(database) private readonly database: Database) {}

  async find(id: number): Promise<AccountRow | undefined> {
    const [account] = await this.database.rows.select().from(accountTable).where(eq(accountTable.id, id));
    return account;
  }

  /** Upper and lower case are the same. */
  async findByEmail(email: string): Promise<AccountRow | undefined> {
    const [account] = await this.database.rows.select().from(accountTable).where(eq(accountTable.email, email));
    return account;
  }

  /** The new account; undefined where another has its address. */
  async add(account: Omit<AccountRow, 'id' | 'createdAt'>, rows: Rows): Promise<AccountRow | undefined> {
    const [added] = await rows
      .insert(accountTable)
      .values({ ...account, createdAt: new Date() })
      .onConflictDoNothing()
      .returning();
    return added;
  }
}
