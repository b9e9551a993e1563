import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { Depends } from 'typhoon';
import { database } from '../database/database.js';
import type { Database, Rows } from '../database/database.js';
import type { PageQuery } from '../paging/page.js';
import type { Order, OrderLine } from './order-models.js';
import { orderLineTable, orderTable } from './order-tables.js';

type OrderRow = typeof orderTable.$inferSelect;

/** What is known of an order before it is stored. */
export interface OrderDraft {
  readonly accountId: number;
  readonly idempotencyKey: string | undefined;
  readonly lines: readonly OrderLine[];
}

/** Everything here is asked for by account: nobody sees the orders of others. */
export class OrderStore {
  constructor(@Depends(database) private readonly database: Database) {}

  async list(accountId: number, { limit, offset }: PageQuery): Promise<{ orders: Order[]; total: number }> {
    const { rows } = this.database;
    const own = eq(orderTable.accountId, accountId);
    const found = await rows.select().from(orderTable).where(own).orderBy(desc(orderTable.id)).limit(limit).offset(offset);
    const [counted] = await rows.select({ total: count() }).from(orderTable).where(own);
    return { orders: await withLines(found, rows), total: counted?.total ?? 0 };
  }

  async find(accountId: number, id: number): Promise<Order | undefined> {
    return this.#findOne(this.database.rows, eq(orderTable.accountId, accountId), eq(orderTable.id, id));
  }

  /** The order that was placed with this key, where there is one. */
  async findByKey(accountId: number, key: string, rows: Rows): Promise<Order | undefined> {
    return this.#findOne(rows, eq(orderTable.accountId, accountId), eq(orderTable.idempotencyKey, key));
  }

  async add({ accountId, idempotencyKey, lines }: OrderDraft, rows: Rows): Promise<Order> {
    const total = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
    const [order] = await rows.insert(orderTable).values({ accountId, idempotencyKey, total, createdAt: new Date() }).returning();
    const { id, createdAt } = order as OrderRow;
    await rows.insert(orderLineTable).values(lines.map((line, position) => ({ ...line, orderId: id, position })));
    return { id, lines: [...lines], total, createdAt };
  }

  async #findOne(rows: Rows, ...conditions: readonly SQL[]): Promise<Order | undefined> {
    const found = await rows
      .select()
      .from(orderTable)
      .where(and(...conditions));
    const [order] = await withLines(found, rows);
    return order;
  }
}

/** The lines of all orders are read at once. */
async function withLines(orders: readonly OrderRow[], rows: Rows): Promise<Order[]> {
  if (orders.length === 0) return [];
  const ids = orders.map(({ id }) => id);
  const lines = await rows.select().from(orderLineTable).where(inArray(orderLineTable.orderId, ids)).orderBy(asc(orderLineTable.position));
  return orders.map((order) => ({ ...order, lines: lines.filter(({ orderId }) => orderId === order.id) }));
}
