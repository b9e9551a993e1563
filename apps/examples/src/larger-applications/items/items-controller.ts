import { Controller, Depends, Get, Type } from 'typhoon';
import { ItemStore } from './item-store.js';

@Controller('/items', { tags: ['items'] })
export class ItemsController {
  constructor(@Depends(ItemStore) private readonly store: ItemStore) {}

  @Get('/', { response: Type.Array(Type.String()) })
  list() {
    return this.store.list();
  }
}
