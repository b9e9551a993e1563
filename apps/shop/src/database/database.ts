import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import type { Client } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { dependency } from 'typhoon';
import { shopSettings } from '../settings.js';
import { migrate } from './migrations.js';

/** What queries start from: `rows.select().from(items)`. Either the database as it is, or one open transaction. */
export type Rows = LibSQLDatabase;

/** An open transaction. Nobody else writes until it is committed or rolled back. */
export interface OpenTransaction {
  readonly rows: Rows;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
}

/** One SQLite file. Reading needs no transaction, writing always has one. */
export class Database {
  /** For reading; sees what was committed. */
  readonly rows: Rows;
  readonly #client: Client;
  #lastWriter: Promise<void> = Promise.resolve();

  constructor(client: Client) {
    this.#client = client;
    this.rows = drizzle(client);
  }

  /**
   * Waits for its turn, then begins a transaction. SQLite has one writer at a time and refuses a second one (SQLITE_BUSY);
   * in this process they queue up instead.
   */
  async begin(): Promise<OpenTransaction> {
    const leave = await this.#enter();
    try {
      const transaction = await this.#client.transaction('write');
      return {
        // Drizzle calls only `execute` and `batch` of a client, and a transaction has both.
        rows: drizzle(transaction as unknown as Client),
        commit: () => transaction.commit().finally(leave),
        rollback: () => transaction.rollback().finally(leave),
      };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Does some work in one transaction: all of it happens, or nothing. */
  async write<TResult>(work: (rows: Rows) => Promise<TResult>): Promise<TResult> {
    const { rows, commit, rollback } = await this.begin();
    try {
      const result = await work(rows);
      await commit();
      return result;
    } catch (error) {
      await rollback();
      throw error;
    }
  }

  close(): void {
    this.#client.close();
  }

  async #enter(): Promise<() => void> {
    const before = this.#lastWriter;
    let leave!: () => void;
    this.#lastWriter = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    return leave;
  }
}

// #region open
/** The database in the folder of the settings: opened and migrated before the application listens, closed when it stops. */
export const database = dependency(
  { settings: shopSettings },
  async function* openDatabase({ settings }) {
    await mkdir(settings.data, { recursive: true });
    const client = createClient({ url: pathToFileURL(join(settings.data, 'shop.db')).href });
    try {
      // Readers see the last commit while somebody writes. The file remembers this.
      await client.execute('PRAGMA journal_mode = WAL');
      await migrate(client);
      yield new Database(client);
    } finally {
      client.close();
    }
  },
  { lifetime: 'singleton' },
);
// #endregion open
