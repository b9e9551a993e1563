import { Depends, lazy } from 'typhoon';
import { ItemStore } from '../items/item-store.js';

export class OrderStore {
  countOf(name: string): number {
    return name.length;
  }
}

export class OrderReport {
  constructor(@Depends(lazy(() => ItemStore)) private readonly items: Pick<ItemStore, 'list'>) {}

  lines(): string[] {
    return this.items.list();
  }
}
