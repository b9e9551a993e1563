import { Body, Controller, Depends, Get, HttpError, Model, Path, Post, Query, Type, createApp, dependency } from 'typhoon';

class NewItem extends Model({
  name: Type.String({ minLength: 1 }),
  price: Type.Number({ exclusiveMinimum: 0 }),
  description: Type.Optional(Type.String()),
}) {}

class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}

const database = new Map<number, Item>();

const session = dependency({}, async function* () {
  const copy = new Map(database);
  yield copy;
  for (const [id, item] of copy) database.set(id, item);
});

type Session = Map<number, Item>;

@Controller('/items', { tags: ['items'] })
export class ItemsController {
  @Get('/', { response: Type.Array(Item.schema) })
  async list(
    @Depends(session) session: Session,
    @Query('skip', Type.Integer({ minimum: 0, default: 0 })) skip: number,
    @Query('q', Type.Optional(Type.String())) q: string | undefined,
  ) {
    return [...session.values()].filter((item) => q === undefined || item.name.includes(q)).slice(skip);
  }

  @Get('/:item_id', { response: Item })
  async read(@Path('item_id', Type.Integer({ minimum: 1 })) id: number, @Depends(session) session: Session) {
    return session.get(id) ?? HttpError.throw(404, 'Item not found');
  }

  @Post('/', { status: 201, response: Item })
  async create(@Body(NewItem) item: NewItem, @Depends(session) session: Session) {
    const created = { id: session.size + 1, ...item };
    session.set(created.id, created);
    return created;
  }
}

export const app = createApp({ title: 'Shop', version: '1.0.0', license: 'MIT', errors: 'fastapi', controllers: [ItemsController] });
