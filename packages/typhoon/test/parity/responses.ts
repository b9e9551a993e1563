import t from 'tap';
import type { FastifyReply } from 'fastify';
import {
  Body,
  Controller,
  Depends,
  Get,
  HttpError,
  Model,
  Path,
  Post,
  Query,
  Redirect,
  Type,
  background,
  fastifyReply,
  dependency,
  reply,
} from '#src/index.js';
import type { Background, Reply } from '#src/index.js';
import { nullable } from '../fixtures/parity/nullable.js';
import { replay } from '../fixtures/parity/recording.js';

// — response models —

class Item extends Model({
  name: Type.String(),
  description: nullable(Type.String()),
  price: Type.Number(),
  tax: nullable(Type.Number()),
  tags: Type.Array(Type.String(), { default: [] }),
}) {}

@Controller('/items')
class ItemsController {
  @Get('/', { response: Type.Array(Item.schema) })
  list(): Item[] {
    return ['Portal Gun', 'Plumbus'].map((name, index) => ({ name, description: null, price: [42, 32][index] ?? 0, tax: null, tags: [] }));
  }

  @Post('/', { response: Item })
  create(@Body(Item) item: Item): Item {
    return item;
  }
}
replay(t, 'tutorial-response_model-tutorial001_tutorial001_01', { controllers: [ItemsController] });

class UserOut extends Model({ username: Type.String(), email: Type.String({ format: 'email' }), full_name: nullable(Type.String()) }) {}
class UserIn extends Model({ ...UserOut.properties, password: Type.String() }) {}

@Controller('/user')
class SameUserController {
  @Post('/', { response: UserIn })
  create(@Body(UserIn) user: UserIn): UserIn {
    return user;
  }
}
replay(t, 'tutorial-response_model-tutorial002', { controllers: [SameUserController] });

@Controller('/user')
class FilteredUserController {
  @Post('/', { response: UserOut })
  create(@Body(UserIn) user: UserIn): UserOut {
    return user;
  }
}
replay(t, 'tutorial-response_model-tutorial003', { controllers: [FilteredUserController] });
replay(t, 'tutorial-response_model-tutorial003_01', { controllers: [FilteredUserController] });
replay(t, 'tutorial-extra_models-tutorial001_tutorial002', { controllers: [FilteredUserController] });

const VIDEO = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';

class Portal extends Model({ message: Type.String() }) {}

@Controller('')
class PortalController {
  @Get('/portal', { response: Portal, responses: { 307: Redirect } })
  open(@Query('teleport', Type.Boolean({ default: false })) teleport: boolean): Portal | Reply<307, string> {
    return teleport ? reply(307, VIDEO) : { message: "Here's your interdimensional portal." };
  }

  @Get('/teleport', { response: Redirect, status: 307 })
  teleport(): string {
    return VIDEO;
  }
}
replay(t, 'tutorial-response_model-tutorial003_02', { controllers: [PortalController] });
replay(t, 'tutorial-response_model-tutorial003_03', { controllers: [PortalController] });
replay(t, 'tutorial-response_model-tutorial003_05', { controllers: [PortalController] });

class SparseItem extends Model({
  name: Type.String(),
  description: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  price: Type.Number(),
  tax: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  tags: Type.Optional(Type.Array(Type.String())),
}) {}

const SPARSE: Readonly<Record<string, SparseItem>> = {
  foo: { name: 'Foo', price: 50.2 },
  bar: { name: 'Bar', description: 'The bartenders', price: 62, tax: 20.2 },
  baz: { name: 'Baz', description: null, price: 50.2, tax: 10.5, tags: [] },
};

@Controller('/items')
class SparseController {
  @Get('/:item_id', { response: SparseItem })
  read(@Path('item_id', Type.String()) id: string): SparseItem {
    return SPARSE[id] ?? HttpError.throw(404);
  }
}
replay(t, 'tutorial-response_model-tutorial004', { controllers: [SparseController] });

class FullItem extends Model({
  name: Type.String(),
  description: Type.Optional(Type.String()),
  price: Type.Number(),
  tax: Type.Number({ default: 10.5 }),
}) {}
const BAR: FullItem = { name: 'Bar', description: 'The Bar fighters', price: 62, tax: 20.2 };

@Controller('/items')
class PartsController {
  @Get('/:item_id/name', { response: Type.Pick(FullItem.schema, ['name', 'description']) })
  name(@Path('item_id', Type.String()) _id: string): FullItem {
    return BAR;
  }

  @Get('/:item_id/public', { response: Type.Omit(FullItem.schema, ['tax']) })
  public(@Path('item_id', Type.String()) _id: string): FullItem {
    return BAR;
  }
}
replay(t, 'tutorial-response_model-tutorial005', { controllers: [PartsController] });
replay(t, 'tutorial-response_model-tutorial006', { controllers: [PartsController] });

// — extra models —

class CarItem extends Model({ description: Type.String(), type: Type.String({ default: 'car' }) }) {}
class PlaneItem extends Model({ description: Type.String(), type: Type.String({ default: 'plane' }), size: Type.Integer() }) {}

@Controller('/items')
class VehicleController {
  @Get('/:item_id', { response: Type.Union([PlaneItem.schema, CarItem.schema]) })
  read(@Path('item_id', Type.String()) id: string): PlaneItem | CarItem {
    if (id === 'item1') return { description: 'All my friends drive a low rider', type: 'car' };
    return { description: "Music is my aeroplane, it's my aeroplane", type: 'plane', size: 5 };
  }
}
replay(t, 'tutorial-extra_models-tutorial003', { controllers: [VehicleController] });

class NamedItem extends Model({ name: Type.String(), description: Type.String() }) {}

@Controller('/items')
class NamedController {
  @Get('/', { response: Type.Array(NamedItem.schema) })
  list(): NamedItem[] {
    return [
      { name: 'Foo', description: 'There comes my hero' },
      { name: 'Red', description: "It's my aeroplane" },
    ];
  }
}
replay(t, 'tutorial-extra_models-tutorial004', { controllers: [NamedController] });

@Controller('/keyword-weights')
class KeywordController {
  @Get('/', { response: Type.Record(Type.String(), Type.Number()) })
  read(): Record<string, number> {
    return { foo: 2.3, bar: 3.4 };
  }
}
replay(t, 'tutorial-extra_models-tutorial005', { controllers: [KeywordController] });

// — status codes and additional responses —

@Controller('/items')
class CreatedController {
  @Post('/', { status: 201 })
  create(@Query('name', Type.String()) name: string): { name: string } {
    return { name };
  }
}
replay(t, 'tutorial-response_status_code-tutorial001_tutorial002', { controllers: [CreatedController] });

class Value extends Model({ id: Type.String(), value: Type.String() }) {}
class Message extends Model({ message: Type.String() }) {}
const FOO: Value = { id: 'foo', value: 'there goes my hero' };

@Controller('/items')
class MessageController {
  @Get('/:item_id', { response: Value, responses: { 404: Message } })
  read(@Path('item_id', Type.String()) id: string): Value | Reply<404, Message> {
    return id === 'foo' ? FOO : reply(404, { message: 'Item not found' });
  }
}
replay(t, 'tutorial-additional_responses-tutorial001', { controllers: [MessageController] });
replay(t, 'tutorial-additional_responses-tutorial003', { controllers: [MessageController] });

@Controller('/items')
class PictureController {
  // Two media types for one status: the second one is sent through Fastify's reply.
  @Get('/:item_id', { response: Value })
  read(
    @Path('item_id', Type.String()) _id: string,
    @Query('img', nullable(Type.Boolean())) img: boolean | null,
    @Depends(fastifyReply) answer: FastifyReply,
  ): Value {
    if (img === true) answer.type('image/png').send(Buffer.from('PNG'));
    return FOO;
  }
}
replay(t, 'tutorial-additional_responses-tutorial002', { controllers: [PictureController] });
replay(t, 'tutorial-additional_responses-tutorial004', { controllers: [PictureController] });

// — background tasks —

const log: string[] = [];
const withQuery = dependency({ background, q: Query('q', nullable(Type.String())) }, ({ background: work, q }) => {
  if (q !== null) work.add(() => log.push(`found query: ${q}`));
  return q;
});

@Controller('/send-notification')
class NotificationController {
  @Post('/:email')
  send(@Path('email', Type.String()) email: string, @Depends(background) work: Background): { message: string } {
    work.add(() => log.push(`notification for ${email}: some notification`));
    return { message: 'Notification sent in the background' };
  }
}
replay(t, 'tutorial-background_tasks-tutorial001', { controllers: [NotificationController] });

@Controller('/send-notification')
class QueriedNotificationController {
  @Post('/:email')
  send(@Path('email', Type.String()) email: string, @Depends(background) work: Background, @Depends(withQuery) _q: string | null): { message: string } {
    work.add(() => log.push(`message to ${email}`));
    return { message: 'Message sent' };
  }
}
replay(t, 'tutorial-background_tasks-tutorial002', { controllers: [QueriedNotificationController] });
