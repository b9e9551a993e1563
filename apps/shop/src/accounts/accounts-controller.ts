import { Body, Controller, Depends, Get, Post, hashPassword } from 'typhoon';
import { database } from '../database/database.js';
import type { Database } from '../database/database.js';
import { EmailTaken } from './account-errors.js';
import { Account, NewAccount } from './account-models.js';
import { AccountStore } from './account-store.js';
import type { AccountRow } from './account-table.js';
import { currentAccount } from './current-account.js';
import { CUSTOMER_SCOPES } from './scopes.js';

/** Rows of accounts are answered with as they are: only what `Account` declares is sent, so their password hashes stay here. */
@Controller('/accounts', { tags: ['accounts'] })
export class AccountsController {
  constructor(
    @Depends(AccountStore) private readonly accounts: AccountStore,
    @Depends(database) private readonly database: Database,
  ) {}

  @Post('/', { summary: 'Make an account', status: 201, response: Account, throws: [EmailTaken] })
  async create(@Body(NewAccount) { password, ...account }: NewAccount): Promise<Account> {
    // Hashing takes a quarter of a second: the transaction begins when it is done.
    const passwordHash = await hashPassword(password.reveal());
    const added = await this.database.write((rows) => this.accounts.add({ ...account, passwordHash, scopes: CUSTOMER_SCOPES }, rows));
    return added ?? EmailTaken.throw({ detail: `There is an account for ${account.email} already.` });
  }

  @Get('/me', { summary: 'Who you are signed in as', response: Account })
  read(@Depends(currentAccount) account: AccountRow): Account {
    return account;
  }
}
