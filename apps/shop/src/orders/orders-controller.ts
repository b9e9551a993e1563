import { Body, Controller, Depends, Get, Header, Path, Post, Query, Security, Type, reply } from 'typhoon';
import type { AccountRow } from '../accounts/account-table.js';
import { currentAccount } from '../accounts/current-account.js';
import type { Rows } from '../database/database.js';
import { transaction } from '../database/transaction.js';
import { ItemNotFound } from '../items/item-errors.js';
import { ItemStore } from '../items/item-store.js';
import { PageQuery, pageLinks } from '../paging/page.js';
import { OrderNotFound, OutOfStock } from './order-errors.js';
import { NewOrder, Order, OrderPage } from './order-models.js';
import type { NewOrderLine, OrderLine } from './order-models.js';
import { OrderStore } from './order-store.js';

const location = { schema: Type.String({ format: 'uri-reference', examples: ['/orders/1'] }), description: 'Where the order is.' };

@Controller('/orders', { tags: ['orders'] })
export class OrdersController {
  constructor(
    @Depends(OrderStore) private readonly orders: OrderStore,
    @Depends(ItemStore) private readonly items: ItemStore,
  ) {}

  @Get('/', { summary: 'List your orders', description: 'The newest first.', response: OrderPage })
  async list(@Query(PageQuery) query: PageQuery, @Security(currentAccount, ['orders:read']) account: AccountRow): Promise<OrderPage> {
    const { orders, total } = await this.orders.list(account.id, query);
    return { orders, ...pageLinks(query, total) };
  }

  @Get('/:id', { summary: 'Read one of your orders', response: Order, throws: [OrderNotFound] })
  async read(@Path('id', Type.Integer({ minimum: 1 })) id: number, @Security(currentAccount, ['orders:read']) account: AccountRow): Promise<Order> {
    return (await this.orders.find(account.id, id)) ?? OrderNotFound.throw({ detail: `You have no order with the number ${id}.` });
  }

  @Post('/', {
    summary: 'Place an order',
    description:
      'Takes the pieces out of the stock and stores the order, both or neither. Sent again with the same `Idempotency-Key` it places nothing and answers with the order there is.',
    responses: {
      200: { response: Order, description: 'This was placed before, with the same `Idempotency-Key`.' },
      201: { response: Order, headers: { location } },
    },
    throws: [ItemNotFound, OutOfStock],
  })
  async create(
    @Body(NewOrder) { lines }: NewOrder,
    @Header('idempotency-key', Type.Optional(Type.String({ minLength: 1, maxLength: 100 })), { description: 'Any text that this order alone has.' })
    key: string | undefined,
    @Security(currentAccount, ['orders:write']) account: AccountRow,
    @Depends(transaction) rows: Rows,
  ) {
    const placed = key === undefined ? undefined : await this.orders.findByKey(account.id, key, rows);
    if (placed !== undefined) return reply(200, placed);
    const taken: OrderLine[] = [];
    for (const line of lines) taken.push(await this.#take(line, rows));
    const order = await this.orders.add({ accountId: account.id, idempotencyKey: key, lines: taken }, rows);
    return reply(201, order, { location: `/orders/${order.id}` });
  }

  async #take({ itemId, quantity }: NewOrderLine, rows: Rows): Promise<OrderLine> {
    const item = await this.items.take(itemId, quantity, rows);
    if (item !== undefined) return { itemId, name: item.name, price: item.price, quantity };
    const left = (await this.items.find(itemId, rows)) ?? ItemNotFound.throw({ detail: `No item has the number ${itemId}.` });
    throw new OutOfStock({ detail: `There are ${left.stock} pieces of '${left.name}'.`, data: { itemId, available: left.stock } });
  }
}
