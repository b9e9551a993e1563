import { Controller, Depends, Get, Type } from 'typhoon';

class ItemStore {
  count(): number {
    return 3;
  }
}

class OrderStore {
  open(): string[] {
    return [];
  }
}

@Controller('/orders')
export class OrdersController {
  constructor(@Depends(ItemStore) private readonly orders: OrderStore) {}

  @Get('/', { response: Type.Array(Type.String()) })
  list() {
    return this.orders.open();
  }
}
