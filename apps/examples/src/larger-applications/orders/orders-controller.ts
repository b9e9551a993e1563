import { Controller, Depends, Get, Type } from 'typhoon';
import { OrderReport } from './order-store.js';

@Controller('/orders', { tags: ['orders'] })
export class OrdersController {
  constructor(@Depends(OrderReport) private readonly report: OrderReport) {}

  @Get('/report', { response: Type.Array(Type.String()) })
  read() {
    return this.report.lines();
  }
}
