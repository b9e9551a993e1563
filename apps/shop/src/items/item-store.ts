import { and, asc, count, desc, eq, gt, gte, lte, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { Depends } from 'typhoon';
import { database } from '../database/database.js';
import type { Database, Rows } from '../database/database.js';
import type { Item, ItemChange, ItemQuery, NewItem } from './item-models.js';
import { itemTable } from './item-table.js';

const { name, description, price, stock, tags, id } = itemTable;

const ORDERS: Readonly<Record<ItemQuery['sort'], SQL>> = { name: sql`${name} COLLATE NOCASE`, price: asc(price), '-price': desc(price), newest: desc(id) };

/** Methods that take `rows` write, or read what their transaction has written. */
export class ItemStore {
  constructor(@Depends(database) private readonly database: Database) {}

  async list(query: ItemQuery): Promise<{ items: Item[]; total: number }> {
    const { rows } = this.database;
    const filter = toFilter(query);
    const items = await rows.select().from(itemTable).where(filter).orderBy(ORDERS[query.sort], id).limit(query.limit).offset(query.offset);
    const [counted] = await rows.select({ total: count() }).from(itemTable).where(filter);
    return { items, total: counted?.total ?? 0 };
  }

  async find(wanted: number, rows: Rows = this.database.rows): Promise<Item | undefined> {
    const [item] = await rows.select().from(itemTable).where(eq(id, wanted));
    return item;
  }

  async add(item: NewItem, rows: Rows): Promise<Item> {
    const [added] = await rows
      .insert(itemTable)
      .values({ ...item, updatedAt: new Date() })
      .returning();
    return added as Item;
  }

  async change(wanted: number, change: ItemChange | { readonly hasImage: boolean }, rows: Rows): Promise<Item | undefined> {
    const [changed] = await rows
      .update(itemTable)
      .set({ ...change, ...touched() })
      .where(eq(id, wanted))
      .returning();
    return changed;
  }

  /** Takes pieces out of the stock. Undefined where there are not as many, or no such item: then nothing is taken. */
  async take(wanted: number, quantity: number, rows: Rows): Promise<Item | undefined> {
    const [taken] = await rows
      .update(itemTable)
      .set({ stock: sql`${stock} - ${quantity}`, ...touched() })
      .where(and(eq(id, wanted), gte(stock, quantity)))
      .returning();
    return taken;
  }

  /** False where there is no such item. */
  async remove(wanted: number, rows: Rows): Promise<boolean> {
    const { rowsAffected } = await rows.delete(itemTable).where(eq(id, wanted));
    return rowsAffected > 0;
  }
}

function touched() {
  return { version: sql`${itemTable.version} + 1`, updatedAt: new Date() };
}

function toFilter({ q, tag = [], minPrice, maxPrice, inStock }: ItemQuery): SQL | undefined {
  return and(
    q === undefined ? undefined : sql`instr(lower(${name} || ' ' || ${description}), lower(${q})) > 0`,
    minPrice === undefined ? undefined : gte(price, minPrice),
    maxPrice === undefined ? undefined : lte(price, maxPrice),
    inStock === undefined ? undefined : inStock ? gt(stock, 0) : eq(stock, 0),
    ...tag.map((wanted) => sql`EXISTS (SELECT 1 FROM json_each(${tags}) WHERE value = ${wanted})`),
  );
}
