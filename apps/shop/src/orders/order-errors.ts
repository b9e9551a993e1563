import { HttpError, Type } from 'typhoon';

export const OrderNotFound = HttpError.define({ status: 404, code: 'order_not_found', title: 'Order not found' });

export const OutOfStock = HttpError.define({
  status: 409,
  code: 'out_of_stock',
  title: 'Not enough in stock',
  description: 'Nothing of the order was placed.',
  schema: Type.Object({
    itemId: Type.Integer({ description: 'The item there is too little of.' }),
    available: Type.Integer({ minimum: 0, description: 'How many pieces there are.' }),
  }),
});
