import { setTimeout as wait } from 'node:timers/promises';
import {
  Body,
  Controller,
  Depends,
  EventStream,
  Get,
  HttpError,
  Model,
  Path,
  Post,
  Query,
  Type,
  WebSocket,
  createApp,
  event,
  lastEventId,
  security,
} from 'typhoon';
import type { Socket } from 'typhoon';

class Item extends Model({ id: Type.Integer(), name: Type.String() }) {}
class Order extends Model({ item: Type.Integer(), quantity: Type.Integer({ minimum: 1 }) }) {}
class Price extends Model({ item: Type.Integer(), price: Type.Number() }) {}

const ItemNotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });
const OutOfStock = HttpError.define({ status: 409, code: 'out_of_stock', title: 'Out of stock', schema: Type.Object({ available: Type.Integer() }) });

const token = security.bearer();

@Controller('/items', { tags: ['items'], throws: [ItemNotFound] })
class ItemsController {
  @Get('/:id', { response: Item })
  read(@Path('id', Type.Integer()) id: number): Item {
    if (id > 9) throw new ItemNotFound({ detail: `Nothing has the id ${id}.` });
    return { id, name: 'Pen' };
  }

  @Get('/', { response: Type.Array(Item.schema) })
  list(@Query('tags', Type.Array(Type.String(), { default: [] })) tags: string[]): Item[] {
    return tags.map((name, id) => ({ id, name }));
  }

  @Post('/orders', { status: 201, response: Order, throws: [OutOfStock] })
  order(@Body(Order) order: Order, @Depends(token) _token: string): Order {
    if (order.quantity > 3) throw new OutOfStock({ data: { available: 3 } });
    return order;
  }

  @Get('/prices', { response: EventStream(Price) })
  async *prices(@Depends(lastEventId) last: string | undefined) {
    for (let id = Number(last ?? 0) + 1; ; id++) {
      yield event({ id: String(id), data: { item: 3, price: 1 + id / 2 } });
      await wait(1);
    }
  }

  @WebSocket('/:id/chat', { receive: Type.Object({ text: Type.String() }), send: Type.Object({ text: Type.String() }) })
  async chat(socket: Socket<{ text: string }, { text: string }>, @Path('id', Type.Integer({ maximum: 9 })) id: number) {
    for await (const { text } of socket) await socket.send({ text: `About ${id}: ${text}` });
  }
}

export const app = createApp({ title: 'Shop', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
