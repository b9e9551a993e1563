import { Body, Controller, Model, Post, Type, createApp } from 'typhoon';

class Image extends Model({ url: Type.Url(), caption: Type.Optional(Type.String()) }) {}

class Item extends Model({
  name: Type.String(),
  tags: Type.Array(Type.String(), { uniqueItems: true, default: [] }),
  images: Type.Array(Image.schema, { maxItems: 5, default: [] }),
  dimensions: Type.Object({ width: Type.Number(), height: Type.Number() }),
}) {}

@Controller('/items')
export class ItemsController {
  @Post('/', { status: 201, response: Type.Array(Type.String()) })
  create(@Body(Item) item: Item) {
    return item.images.map((image) => image.url.hostname);
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
