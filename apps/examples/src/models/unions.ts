import { Body, Controller, Model, Post, Type, createApp, named } from 'typhoon';
import type { Static } from 'typhoon';

class Card extends Model({ kind: Type.Literal('card'), number: Type.String({ pattern: '^[0-9]{12,19}$' }) }) {}
class Transfer extends Model({ kind: Type.Literal('transfer'), iban: Type.String({ minLength: 15, maxLength: 34 }) }) {}

/** A union cannot be a class: `named` gives it its name in the documents. */
const Payment = named('Payment', Type.Union([Card.schema, Transfer.schema], { discriminator: { propertyName: 'kind' } }));
type Payment = Static<typeof Payment>;

enum Currency {
  euro = 'EUR',
  dollar = 'USD',
}

class Order extends Model({
  payment: Payment,
  currency: named('Currency', Type.Enum(Currency)),
  /** Amounts by item, and the place on the shelf. */
  lines: Type.Record(Type.String(), Type.Integer({ minimum: 1 })),
  shelf: Type.Tuple([Type.String(), Type.Integer()]),
  note: Type.Union([Type.String(), Type.Null()]),
}) {}

function describe(payment: Payment): string {
  return payment.kind === 'card' ? `card ${payment.number.slice(-4)}` : `transfer from ${payment.iban.slice(0, 2)}`;
}

@Controller('/orders')
export class OrdersController {
  @Post('/', { status: 201, response: Type.String() })
  create(@Body(Order) order: Order) {
    return `${Object.keys(order.lines).length} lines in ${order.currency}, by ${describe(order.payment)}`;
  }
}

export const app = createApp({ title: 'Orders', version: '1.0.0', license: 'MIT', controllers: [OrdersController] });
