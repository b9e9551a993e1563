import { Model, Type } from 'typhoon';
import { PageLinks } from '../paging/page.js';

const itemId = Type.Integer({ minimum: 1, examples: [3] });
const quantity = Type.Integer({ minimum: 1, maximum: 1_000, description: 'How many pieces.', examples: [2] });

export class NewOrderLine extends Model({ itemId, quantity }, { additionalProperties: false }) {}

export class NewOrder extends Model({ lines: Type.Array(NewOrderLine.schema, { minItems: 1, maxItems: 100 }) }, { additionalProperties: false }) {}

export class OrderLine extends Model({
  itemId: Type.Union([itemId, Type.Null()], { description: 'Null where the item is no longer sold.' }),
  name: Type.String({ examples: ['Fountain pen'] }),
  price: Type.Integer({ description: 'Of one piece, in cents, at the time of the order.', examples: [2_450] }),
  quantity,
}) {}

export class Order extends Model({
  id: Type.Integer({ examples: [1] }),
  lines: Type.Array(OrderLine.schema),
  total: Type.Integer({ description: 'In cents.', examples: [4_900] }),
  createdAt: Type.DateTime(),
}) {}

export class OrderPage extends Model({ orders: Type.Array(Order.schema), ...PageLinks.properties }) {}
