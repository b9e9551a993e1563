import { hashPassword, needsRehash, verifyPassword } from 'typhoon';

export interface Account {
  readonly name: string;
  readonly scopes: readonly string[];
  passwordHash: string;
}

export class AccountStore {
  readonly #accounts = new Map<string, Account>();

  async add(name: string, password: string, scopes: readonly string[]): Promise<void> {
    this.#accounts.set(name, { name, scopes, passwordHash: await hashPassword(password) });
  }

  find(name: string): Account | undefined {
    return this.#accounts.get(name);
  }

  /** The account, when the password is right. An unknown name takes as long as a wrong password. */
  async signIn(name: string, password: string): Promise<Account | undefined> {
    const account = this.find(name);
    const isRight = await verifyPassword(password, account?.passwordHash);
    if (account === undefined || !isRight) return undefined;
    if (needsRehash(account.passwordHash)) account.passwordHash = await hashPassword(password);
    return account;
  }
}
