import { Depends, lazy } from 'typhoon';
import { OrderStore } from '../orders/order-store.js';

export class ItemStore {
  readonly #names = ['Pen', 'Ink'];

  constructor(@Depends(lazy(() => OrderStore)) private readonly orders: Pick<OrderStore, 'countOf'>) {}

  list(): string[] {
    return this.#names.map((name) => `${name}, ordered ${this.orders.countOf(name)} times`);
  }
}
