import { Body, Controller, Delete, Depends, Get, Header, Patch, Path, Post, Query, Security, Type, reply } from 'typhoon';
import { currentAccount } from '../accounts/current-account.js';
import type { Rows } from '../database/database.js';
import { transaction } from '../database/transaction.js';
import { pageLinks } from '../paging/page.js';
import { ItemChanged, ItemNotFound } from './item-errors.js';
import { Item, ItemChange, ItemPage, ItemQuery, NewItem } from './item-models.js';
import { ItemStore } from './item-store.js';

const ItemId = Type.Integer({ minimum: 1, description: 'The number of the item.' });
const etag = { schema: Type.String({ examples: ['"1"'] }), description: 'The version of the item.' };
const location = { schema: Type.String({ format: 'uri-reference', examples: ['/items/3'] }), description: 'Where the item is.' };
const guard = { security: [Security(currentAccount, ['items:write'])] };

@Controller('/items', { tags: ['items'] })
export class ItemsController {
  constructor(@Depends(ItemStore) private readonly items: ItemStore) {}

  @Get('/', { summary: 'List items', response: ItemPage })
  async list(@Query(ItemQuery) query: ItemQuery): Promise<ItemPage> {
    const { items, total } = await this.items.list(query);
    return { items, ...pageLinks(query, total) };
  }

  @Get('/:id', { summary: 'Read an item', responses: { 200: { response: Item, headers: { etag } } }, throws: [ItemNotFound], etag: 'strong' })
  async read(@Path('id', ItemId) id: number) {
    return toReply(200, (await this.items.find(id)) ?? missing(id));
  }

  // #region create
  @Post('/', { summary: 'Add an item', responses: { 201: { response: Item, headers: { etag, location } } }, ...guard })
  async create(@Body(NewItem) newItem: NewItem, @Depends(transaction) rows: Rows) {
    const item = await this.items.add(newItem, rows);
    return toReply(201, item, { location: `/items/${item.id}` });
  }
  // #endregion create

  @Patch('/:id', {
    summary: 'Change an item',
    description: 'Only what the body names is changed. With `If-Match` nothing is changed unless the item is still the version you have read.',
    responses: { 200: { response: Item, headers: { etag } } },
    throws: [ItemNotFound, ItemChanged],
    ...guard,
  })
  async change(
    @Path('id', ItemId) id: number,
    @Header('if-match', Type.Optional(Type.String()), { description: 'The `ETag` that was read.', example: '"1"' }) ifMatch: string | undefined,
    @Body(ItemChange) change: ItemChange,
    @Depends(transaction) rows: Rows,
  ) {
    const current = (await this.items.find(id, rows)) ?? missing(id);
    if (ifMatch !== undefined && ifMatch !== etagOf(current)) throw new ItemChanged({ detail: `Item ${id} is at version ${current.version} now.` });
    return toReply(200, (await this.items.change(id, change, rows)) ?? missing(id));
  }

  @Delete('/:id', { summary: 'Delete an item', status: 204, throws: [ItemNotFound], ...guard })
  async remove(@Path('id', ItemId) id: number, @Depends(transaction) rows: Rows): Promise<void> {
    if (!(await this.items.remove(id, rows))) missing(id);
  }
}

function missing(id: number): never {
  throw new ItemNotFound({ detail: `No item has the number ${id}.` });
}

function etagOf({ version }: Item): string {
  return `"${version}"`;
}

function toReply<const TStatus extends number>(status: TStatus, item: Item, headers: Record<string, string> = {}) {
  return reply(status, item, { etag: etagOf(item), ...headers });
}
