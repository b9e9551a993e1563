import { Body, Controller, Depends, EventStream, Get, Header, JsonLines, Model, Path, Post, Query, Text, Type, createApp, dependency } from '@typhoon/core';
import { CATALOGUE, SECRET, awaitTicks, readTicks } from '../data.js';
import type { CatalogueEntry } from '../data.js';
import { STREAMED, STREAMED_SINGLY } from '../scenarios.js';

class Message extends Model({ message: Type.String() }) {}
class Item extends Model({ id: Type.Integer(), name: Type.String(), limit: Type.Integer(), detailed: Type.Boolean() }) {}
class Address extends Model({ street: Type.String(), city: Type.String(), zip: Type.String({ maxLength: 12 }) }) {}
class Customer extends Model({ name: Type.String({ minLength: 1 }), email: Type.String({ format: 'email' }), address: Address.schema }) {}
class Line extends Model({ sku: Type.String({ pattern: '^[a-z0-9-]+$' }), quantity: Type.Integer({ minimum: 1 }), price: Type.Number({ minimum: 0 }) }) {}
class NewOrder extends Model({
  customer: Customer.schema,
  lines: Type.Array(Line.schema, { minItems: 1, maxItems: 100 }),
  note: Type.Optional(Type.String({ maxLength: 500 })),
}) {}
class Order extends Model({ id: Type.Integer(), total: Type.Number(), customer: Customer.schema, lines: Type.Array(Line.schema) }) {}
class Maker extends Model({ id: Type.Integer(), name: Type.String() }) {}
class Entry extends Model({
  id: Type.Integer(),
  name: Type.String(),
  description: Type.String(),
  price: Type.Number(),
  inStock: Type.Boolean(),
  tags: Type.Array(Type.String()),
  createdAt: Type.String({ format: 'date-time' }),
  maker: Maker.schema,
}) {}
class TickModel extends Model({ number: Type.Integer(), price: Type.Number() }, { name: 'Tick' }) {}
class Me extends Model({ id: Type.Integer(), agent: Type.String(), offset: Type.Integer() }) {}

const paging = dependency({ page: Query('page', Type.Integer({ minimum: 1, default: 1 })) }, ({ page }) => ({ offset: (page - 1) * 20, size: 20 }));
const currentUser = dependency({ agent: Header('user-agent', Type.Optional(Type.String())) }, ({ agent }) => ({ id: 7, agent: agent ?? 'none' }));

@Controller('/')
class BenchController {
  @Get('/plain', { response: Text })
  plain(): string {
    return 'Hello, world!';
  }

  @Get('/json', { response: Message })
  json(): Message {
    return { message: 'Hello, world!' };
  }

  @Get('/items/:id', { response: Item })
  item(
    @Path('id', Type.Integer({ minimum: 1 })) id: number,
    @Query('limit', Type.Integer({ minimum: 1, maximum: 100, default: 10 })) limit: number,
    @Query('detailed', Type.Boolean({ default: false })) detailed: boolean,
  ) {
    return { id, name: 'Article', limit, detailed, secret: SECRET };
  }

  @Post('/orders', { status: 201, response: Order })
  order(@Body(NewOrder) { customer, lines }: NewOrder) {
    const total = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
    return { id: 1, total, customer, lines, secret: SECRET };
  }

  @Get('/catalogue', { response: Type.Array(Entry.schema) })
  catalogue(): readonly CatalogueEntry[] {
    return CATALOGUE;
  }

  @Get('/me', { response: Me })
  me(@Depends(paging) page: { offset: number }, @Depends(currentUser) user: { id: number; agent: string }): Me {
    return { id: user.id, agent: user.agent, offset: page.offset };
  }

  @Get('/lines', { response: JsonLines(TickModel) })
  lines() {
    return readTicks(STREAMED);
  }

  @Get('/events', { response: EventStream(TickModel) })
  events() {
    return readTicks(STREAMED);
  }

  @Get('/slow-events', { response: EventStream(TickModel) })
  slowEvents() {
    return awaitTicks(STREAMED_SINGLY);
  }
}

export const app = createApp({ controllers: [BenchController] });
