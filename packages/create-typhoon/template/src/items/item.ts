import { HttpError, Model, Type } from 'typhoon';

/** What a client sends to add an item. */
export class NewItem extends Model({ name: Type.String({ minLength: 1, maxLength: 100 }), price: Type.Number({ minimum: 0 }) }) {}

/** An item as it is answered. */
export class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}

export const ItemNotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });
