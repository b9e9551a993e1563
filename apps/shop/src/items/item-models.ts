import { Model, Type } from 'typhoon';
import { PageLinks, PageQuery } from '../paging/page.js';

const fields = {
  name: Type.String({ minLength: 1, maxLength: 100, examples: ['Fountain pen'] }),
  description: Type.String({ maxLength: 2_000, examples: ['Writes in blue.'] }),
  price: Type.Integer({ minimum: 0, maximum: 100_000_000, description: 'In cents.', examples: [2_450] }),
  stock: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'How many pieces are left.', examples: [12] }),
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 30 }), { maxItems: 20, uniqueItems: true, examples: [['writing', 'blue']] }),
};

export class NewItem extends Model(
  {
    ...fields,
    description: Type.Optional(fields.description),
    stock: Type.Optional(fields.stock),
    tags: Type.Optional(fields.tags),
  },
  { additionalProperties: false },
) {}

/** Only what shall be different. */
export class ItemChange extends Model(Type.Partial(Type.Object(fields), { minProperties: 1, additionalProperties: false })) {}

export class Item extends Model({
  id: Type.Integer({ examples: [3] }),
  ...fields,
  hasImage: Type.Boolean({ description: 'Whether there is a picture at `/items/{id}/image`.' }),
  version: Type.Integer({ minimum: 1, description: 'Grows with every change.', examples: [1] }),
  updatedAt: Type.DateTime(),
}) {}

export class ItemQuery extends Model({
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Only items whose name or description has this in it.' })),
  tag: Type.Optional(Type.Array(Type.String(), { maxItems: 20, description: 'Only items with all of these tags.' })),
  minPrice: Type.Optional(Type.Integer({ minimum: 0, description: 'In cents.' })),
  maxPrice: Type.Optional(Type.Integer({ minimum: 0, description: 'In cents.' })),
  inStock: Type.Optional(Type.Boolean({ description: 'Only items that can be ordered now, or only those that cannot.' })),
  sort: Type.Union([Type.Literal('name'), Type.Literal('price'), Type.Literal('-price'), Type.Literal('newest')], { default: 'name' }),
  ...PageQuery.properties,
}) {}

export class ItemPage extends Model({ items: Type.Array(Item.schema), ...PageLinks.properties }) {}
