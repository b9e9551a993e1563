import t from 'tap';
import { Body, Controller, Get, Header, Html, HttpError, Model, Path, Post, Put, Query, Type, dependency, mount } from '#src/index.js';
import { nullable } from '../fixtures/parity/nullable.js';
import { replay } from '../fixtures/parity/recording.js';

// — first steps, metadata —

@Controller('')
class HelloController {
  @Get('/')
  hello(): { message: string } {
    return { message: 'Hello World' };
  }
}
replay(t, 'tutorial-first_steps-tutorial001_tutorial002_tutorial003', { controllers: [HelloController] });

function listOf(name: string): new () => object {
  @Controller('/items')
  class ListController {
    @Get('/')
    list(): { name: string }[] {
      return [{ name }];
    }
  }
  return ListController;
}
replay(t, 'tutorial-metadata-tutorial001', { title: 'ChimichangApp', version: '0.0.1', controllers: [listOf('Katana')] });
replay(t, 'tutorial-metadata-tutorial001_1', { title: 'ChimichangApp', version: '0.0.1', controllers: [listOf('Katana')] });

@Controller('/items')
class OneItemController {
  @Get('/', { summary: 'Read Items', operationId: 'read_items_items__get' })
  read_items(): { name: string }[] {
    return [{ name: 'Foo' }];
  }
}
replay(t, 'tutorial-metadata-tutorial002', { controllers: [OneItemController], docs: { documents: [{ json: '/api/v1/openapi.json' }] } });
replay(t, 'tutorial-metadata-tutorial003', { controllers: [OneItemController], docs: { documents: [{ swaggerUi: '/documentation', redoc: null }] } });

@Controller('')
class WizardController {
  @Get('/users', { tags: ['users'] })
  users(): { name: string }[] {
    return [{ name: 'Harry' }, { name: 'Ron' }];
  }

  @Get('/items', { tags: ['items'] })
  items(): { name: string }[] {
    return [{ name: 'wand' }, { name: 'flying broom' }];
  }
}
replay(t, 'tutorial-metadata-tutorial004', { controllers: [WizardController] });

// — configuration of operations —

const Tags = Type.Unsafe<Set<string>>({ ...Type.Set(Type.String()), default: [] });
class Item extends Model({ name: Type.String(), description: nullable(Type.String()), price: Type.Number(), tax: nullable(Type.Number()), tags: Tags }) {}

@Controller('/items')
class CreatedController {
  @Post('/', { status: 201, response: Item })
  create(@Body(Item) item: Item): Item {
    return item;
  }
}
replay(t, 'tutorial-path_operation_configurations-tutorial001', { controllers: [CreatedController] });

@Controller('')
class ConfiguredController {
  @Post('/items', { response: Item, tags: ['items'], summary: 'Create an item' })
  create(@Body(Item) item: Item): Item {
    return item;
  }

  @Get('/items', { tags: ['items'] })
  items(): unknown {
    return [{ name: 'Foo', price: 42 }];
  }

  @Get('/users', { tags: ['users'] })
  users(): unknown {
    return [{ username: 'johndoe' }];
  }

  @Get('/elements', { tags: ['items'], deprecated: true })
  elements(): unknown {
    return [{ item_id: 'Foo' }];
  }
}
for (const name of ['002', '003_tutorial004', '005', '006'])
  replay(t, `tutorial-path_operation_configurations-tutorial${name}`, { controllers: [ConfiguredController] });

@Controller('')
class TaggedController {
  @Get('/items', { tags: ['items'] })
  items(): string[] {
    return ['Portal gun', 'Plumbus'];
  }

  @Get('/users', { tags: ['users'] })
  users(): string[] {
    return ['Rick', 'Morty'];
  }
}
replay(t, 'tutorial-path_operation_configurations-tutorial002b', { controllers: [TaggedController] });

// — bigger applications —

const queryToken = dependency({ token: Query('token', Type.String()) }, ({ token }) => {
  if (token !== 'jessica') throw new HttpError(400, 'No Jessica token provided');
});
const tokenHeader = dependency({ token: Header('x-token', Type.String()) }, ({ token }) => {
  if (token !== 'fake-super-secret-token') throw new HttpError(400, 'X-Token header invalid');
});

@Controller('/users', { tags: ['users'] })
class UsersController {
  @Get('/')
  list(): unknown {
    return [{ username: 'Rick' }, { username: 'Morty' }];
  }

  @Get('/me')
  me(): unknown {
    return { username: 'fakecurrentuser' };
  }

  @Get('/:username')
  read(@Path('username', Type.String()) username: string): unknown {
    return { username };
  }
}

const STORE: Readonly<Record<string, { name: string }>> = { plumbus: { name: 'Plumbus' }, gun: { name: 'Portal Gun' } };

@Controller('/items', { tags: ['items'], security: [tokenHeader] })
class StoreController {
  @Get('/')
  list(): unknown {
    return STORE;
  }

  @Get('/:item_id')
  read(@Path('item_id', Type.String()) item_id: string): unknown {
    return { name: (STORE[item_id] ?? HttpError.throw(404, 'Item not found')).name, item_id };
  }

  @Put('/:item_id', { tags: ['custom'] })
  update(@Path('item_id', Type.String()) item_id: string): unknown {
    if (item_id !== 'plumbus') throw new HttpError(403, 'You can only update the item: plumbus');
    return { item_id, name: 'The great Plumbus' };
  }
}

@Controller('')
class AdminController {
  @Post('/')
  update(): unknown {
    return { message: 'Admin getting schwifty' };
  }
}

@Controller('')
class MainController {
  @Get('/')
  read(): unknown {
    return { message: 'Hello Bigger Applications!' };
  }
}
replay(t, 'tutorial-bigger_applications-main', {
  // In `security`, what refuses runs before anything else is validated, as FastAPI's dependencies do.
  security: [queryToken],
  controllers: [UsersController, StoreController, mount('/admin', [AdminController], { tags: ['admin'], security: [tokenHeader] }), MainController],
});

// — websockets: the page that each of these applications serves beside its sockets —

function pageOf(title: string): new () => object {
  @Controller('')
  class PageController {
    @Get('/', { response: Html })
    page(): string {
      return `<!DOCTYPE html><title>${title}</title>`;
    }
  }
  return PageController;
}
for (const name of ['001', '002', '003']) replay(t, `tutorial-websockets-tutorial${name}`, { controllers: [pageOf('Chat')] });
