import { Body, Controller, Depends, Get, Path, Post, Query, Type } from 'typhoon';
import { ItemStore } from './item-store.js';
import { Item, ItemNotFound, NewItem } from './item.js';

@Controller('/items', { tags: ['items'] })
export class ItemsController {
  constructor(@Depends(ItemStore) private readonly store: ItemStore) {}

  @Get('/', { response: Type.Array(Item.schema) })
  list(@Query('limit', Type.Integer({ minimum: 1, maximum: 100, default: 10 })) limit: number) {
    return this.store.list(limit);
  }

  @Get('/:id', { response: Item, throws: [ItemNotFound] })
  read(@Path('id', Type.Integer({ minimum: 1 })) id: number) {
    return this.store.find(id) ?? ItemNotFound.throw({ detail: `No item has id ${id}.` });
  }

  @Post('/', { status: 201, response: Item })
  create(@Body(NewItem) item: NewItem) {
    return this.store.add(item);
  }
}
