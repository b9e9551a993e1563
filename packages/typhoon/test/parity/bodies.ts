import t from 'tap';
import { Body, Controller, Model, Path, Post, Put, Query, Type } from '#src/index.js';
import type { Static } from '#src/index.js';
import { nullable } from '../fixtures/parity/nullable.js';
import { replay } from '../fixtures/parity/recording.js';

class Item extends Model({ name: Type.String(), description: nullable(Type.String()), price: Type.Number(), tax: nullable(Type.Number()) }) {}

@Controller('/items')
class EchoController {
  @Post('/')
  create(@Body(Item) item: Item): Item {
    return item;
  }
}
replay(t, 'tutorial-body-tutorial001', { controllers: [EchoController] });

@Controller('/items')
class TaxController {
  @Post('/')
  create(@Body(Item) item: Item): Item & { price_with_tax?: number } {
    return item.tax === null ? item : { ...item, price_with_tax: item.price + item.tax };
  }
}
replay(t, 'tutorial-body-tutorial002', { controllers: [TaxController] });

@Controller('/items')
class PathAndBodyController {
  @Put('/:item_id')
  update(@Path('item_id', Type.Integer()) item_id: number, @Body(Item) item: Item): Item & { item_id: number } {
    return { item_id, ...item };
  }
}
replay(t, 'tutorial-body-tutorial003', { controllers: [PathAndBodyController] });

@Controller('/items')
class PathQueryBodyController {
  @Put('/:item_id')
  update(@Path('item_id', Type.Integer()) item_id: number, @Body(Item) item: Item, @Query('q', nullable(Type.String())) q: string | null): unknown {
    return { item_id, ...item, ...(q === null ? {} : { q }) };
  }
}
replay(t, 'tutorial-body-tutorial004', { controllers: [PathQueryBodyController] });

class FieldItem extends Model(
  {
    name: Type.String(),
    description: nullable(Type.String({ maxLength: 300 })),
    price: Type.Number({ exclusiveMinimum: 0, description: 'The price must be greater than zero' }),
    tax: nullable(Type.Number()),
  },
  { name: 'Item' },
) {}

@Controller('/items')
class EmbeddedController {
  @Put('/:item_id')
  update(@Path('item_id', Type.Integer()) item_id: number, @Body('item', FieldItem) item: FieldItem): { item_id: number; item: FieldItem } {
    return { item_id, item };
  }
}
replay(t, 'tutorial-body_fields-tutorial001', { controllers: [EmbeddedController] });

// — nested models —

class TaggedItem extends Model({ ...Item.properties, tags: Type.Array(Type.String(), { default: [] }) }) {}

@Controller('/items')
class ListController {
  @Put('/:item_id')
  update(@Path('item_id', Type.Integer()) item_id: number, @Body(TaggedItem) item: TaggedItem): { item_id: number; item: TaggedItem } {
    return { item_id, item };
  }
}
replay(t, 'tutorial-body_nested_models-tutorial001_tutorial002_tutorial003', { controllers: [ListController] });

const TAGS = { ...Item.properties, tags: Type.Set(Type.String()) };
const Tags = Type.Unsafe<Set<string>>({ ...TAGS.tags, default: [] });

class NamedImage extends Model({ url: Type.String(), name: Type.String() }) {}
class ImageItem extends Model({ ...TAGS, tags: Tags, image: nullable(NamedImage.schema) }) {}

@Controller('/items')
class ImageController {
  @Put('/:item_id', { response: Type.Object({ item_id: Type.Integer(), item: ImageItem.schema }) })
  update(@Path('item_id', Type.Integer()) item_id: number, @Body(ImageItem) item: ImageItem): { item_id: number; item: ImageItem } {
    return { item_id, item };
  }
}
replay(t, 'tutorial-body_nested_models-tutorial004', { controllers: [ImageController] });

class Image extends Model({ url: Type.Url(), name: Type.String() }) {}
class UrlItem extends Model({ ...TAGS, tags: Tags, image: nullable(Image.schema) }) {}

@Controller('/items')
class UrlController {
  @Put('/:item_id', { response: Type.Object({ item_id: Type.Integer(), item: UrlItem.schema }) })
  update(@Path('item_id', Type.Integer()) item_id: number, @Body(UrlItem) item: UrlItem): { item_id: number; item: UrlItem } {
    return { item_id, item };
  }
}
replay(t, 'tutorial-body_nested_models-tutorial005', { controllers: [UrlController] });

class ImagesItem extends Model({ ...TAGS, tags: Tags, images: nullable(Type.Array(Image.schema)) }) {}

@Controller('/items')
class ImagesController {
  @Put('/:item_id', { response: Type.Object({ item_id: Type.Integer(), item: ImagesItem.schema }) })
  update(@Path('item_id', Type.Integer()) item_id: number, @Body(ImagesItem) item: ImagesItem): { item_id: number; item: ImagesItem } {
    return { item_id, item };
  }
}
replay(t, 'tutorial-body_nested_models-tutorial006', { controllers: [ImagesController] });

class Offer extends Model({ name: Type.String(), description: nullable(Type.String()), price: Type.Number(), items: Type.Array(ImagesItem.schema) }) {}

@Controller('/offers')
class OfferController {
  @Post('/', { response: Offer })
  create(@Body(Offer) offer: Offer): Offer {
    return offer;
  }
}
replay(t, 'tutorial-body_nested_models-tutorial007', { controllers: [OfferController] });

@Controller('/images')
class ImageListController {
  @Post('/multiple', { response: Type.Array(Image.schema) })
  create(@Body(Type.Array(Image.schema)) images: Static<typeof Image.schema>[]): Static<typeof Image.schema>[] {
    return images;
  }
}
replay(t, 'tutorial-body_nested_models-tutorial008', { controllers: [ImageListController] });

@Controller('/index-weights')
class WeightController {
  @Post('/')
  create(@Body(Type.Record(Type.Integer(), Type.Number())) weights: Record<number, number>): Record<number, number> {
    return weights;
  }
}
replay(t, 'tutorial-body_nested_models-tutorial009', { controllers: [WeightController] });
