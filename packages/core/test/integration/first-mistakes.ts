import t from 'tap';
import { BootError, Controller, Depends, Get, Model, Query, Type, createApp, dependency } from '#src/index.js';
import type { ApplicationOptions } from '#src/index.js';

class Item extends Model({ name: Type.Optional(Type.String()) }) {}

/** As compilers call it that check no types, and people who do not read their messages. */
const unchecked = <TValue>(value: unknown): TValue => value as TValue;

function messagesOf(controller: ApplicationOptions['controllers'][number], ...more: ApplicationOptions['controllers']): readonly string[] {
  try {
    createApp({ controllers: [controller, ...more] });
    return [];
  } catch (error) {
    return BootError.is(error) ? error.problems.map(({ message, code }) => `${message} [${code}]`) : [String(error)];
  }
}

t.test('a model that stands in another schema as it is: says what to write', async (t) => {
  @Controller('/items')
  class ItemsController {
    @Get('/', { response: Type.Array(unchecked<typeof Item.schema>(Item)) })
    list() {
      return [];
    }
  }
  t.strictSame(messagesOf(ItemsController), [
    "ItemsController.list, response 200, items: the model 'Item' stands where a schema is expected. Inside of other schemas write Item.schema. [TYPHOON_ERR_SCHEMA_INVALID]",
  ]);
});

t.test('a misspelt keyword, or one of another library: would check nothing', async (t) => {
  @Controller('/items')
  class ItemsController {
    @Get('/', { response: Type.Integer() })
    list(@Query('limit', Type.Integer({ gt: 0, maximun: 10, 'x-note': 1, widget: 'slider' })) limit: number) {
      return limit;
    }
  }
  t.strictSame(messagesOf(ItemsController), [
    "ItemsController.list, parameter 0, gt: the keyword 'gt' is not known, hence nothing would check it. Did you mean 'exclusiveMinimum'? [TYPHOON_ERR_SCHEMA_INVALID]",
    "ItemsController.list, parameter 0, maximun: the keyword 'maximun' is not known, hence nothing would check it. Did you mean 'maximum'? [TYPHOON_ERR_SCHEMA_INVALID]",
  ]);
});

t.test('a plain function where a dependency is expected: is not called with new', async (t) => {
  const getUser = () => ({ name: 'Ada' });
  function getClock() {
    return { now: 0 };
  }
  class Store {
    constructor(@Depends(unchecked<typeof Item>(getClock)) readonly clock: object) {}
  }
  @Controller('/users')
  class UsersController {
    @Get('/', { response: Type.String() })
    read(@Depends(unchecked<typeof Item>(getUser)) user: Item, @Depends(Store) _store: Store) {
      return String(user.name);
    }
  }
  t.strictSame(messagesOf(UsersController), [
    "UsersController.read, parameter 0: @Depends() got the function 'getUser' where a dependency or a class is expected. Wrap the function: const getUser = dependency({}, () => …). [TYPHOON_ERR_DEP_MISSING]",
    "Store: parameter 0 names no dependency but the function 'getClock'. Wrap the function: const getClock = dependency({}, () => …). [TYPHOON_ERR_DEP_MISSING]",
  ]);
});

t.test('a dependency without inputs, or without a function: says what to write', async (t) => {
  const declare = unchecked<(...parts: unknown[]) => unknown>(dependency);
  function getUser() {
    return { name: 'Ada' };
  }
  t.throws(() => declare(getUser), {
    message: "dependency(): the inputs are expected first, but got the function 'getUser'. Write dependency({}, getUser).",
  });
  t.throws(() => declare(() => 1), { message: /Write dependency\(\{\}, \(\) => …\)\.$/ });
  t.throws(() => declare({}, 'Ada'), {
    message: "dependency(): a function that makes the value is expected behind the inputs, but got the text 'Ada'. Write dependency({ … }, ({ … }) => …).",
  });
});

t.test('@Get without its parentheses: would decorate nothing, without a word', async (t) => {
  const bare = unchecked<MethodDecorator>(Get);
  t.throws(
    () => {
      @Controller('/items')
      class ItemsController {
        @bare
        list() {
          return [];
        }
      }
      return ItemsController;
    },
    { code: 'TYPHOON_ERR_ROUTE_INVALID', message: /ItemsController\.list: @Get stands without its path\. Write @Get\('\/…'\)\./ },
  );
});

t.test('a default that the request never gets to: belongs into the schema', async (t) => {
  @Controller('/items')
  class ItemsController {
    @Get('/', { response: Type.Integer() })
    list(@Query('offset', Type.Integer()) offset: number, @Query('limit', Type.Integer()) limit = 10) {
      return offset + limit;
    }

    @Get('/fine', { response: Type.Integer() })
    fine(@Query('limit', Type.Optional(Type.Integer())) limit = 10, @Query('offset', Type.Integer({ default: 0 })) offset = 0) {
      return limit + offset;
    }

    @Get('/rest', { response: Type.Integer() })
    rest(@Query('limit', Type.Integer()) ...limits: number[]) {
      return limits.length;
    }
  }
  const messages = messagesOf(ItemsController);
  t.equal(messages.length, 1);
  t.match(messages[0], /^ItemsController\.list, parameter 1: has a default in TypeScript.*\[TYPHOON_ERR_PARAM_INVALID\]$/);
});

t.test('one controller twice in one place: is said once, not of each of its routes', async (t) => {
  @Controller('/items')
  class ItemsController {
    @Get('/', { response: Type.String() })
    list() {
      return '';
    }

    @Get('/:id', { response: Type.String() })
    read(@Query('q', Type.String()) q: string) {
      return q;
    }
  }
  t.match(messagesOf(ItemsController, ItemsController), [/is listed twice under '\/items'/, /TYPHOON_ERR_PATH_PARAMETER/]);
});

t.test('@Controller without its parentheses: is named by its place in the list', async (t) => {
  const nameless = unchecked<typeof Item>(
    (
      () => () =>
        undefined
    )(),
  );
  t.strictSame(messagesOf(nameless), [
    "controllers[0]: a class with @Controller(prefix), or mount(…), is expected but got a function without a name. Write @Controller('/'), not @Controller. [TYPHOON_ERR_CONTROLLER_INVALID]",
  ]);
});

t.test('an await that is missing, and an answer that does not fit: the log says whose and what, and holds no route', async (t) => {
  @Controller('/items')
  class ItemsController {
    @Get('/promises', { response: Type.Array(Item.schema) })
    promises() {
      return [Promise.resolve({ name: 'Pen' })] as unknown as Item[];
    }

    @Get('/required', { response: Type.Array(Type.Object({ name: Type.String() })) })
    required() {
      return unchecked<{ name: string }[]>([Promise.resolve({ name: 'Pen' })]);
    }

    @Get('/wrong', { response: Item })
    wrong() {
      return { name: 3 } as unknown as Item;
    }
  }
  const lines: string[] = [];
  const app = createApp({
    controllers: [ItemsController],
    server: { logger: { level: 'error', stream: { write: (line: string) => void lines.push(line) } } },
  });
  t.teardown(() => app.close());
  await app.inject('/items/promises');
  await app.inject('/items/required');
  await app.inject('/items/wrong');
  const logged = lines.map((line) => JSON.parse(line) as { msg: string; err: Record<string, unknown> });
  t.match(
    logged.map(({ msg }) => msg),
    [
      /^ItemsController\.promises: .* at \/0: expected an object but found a promise: an await is missing\.$/,
      /^ItemsController\.required .* First: response\.0\.name: Field required, but found a promise: an await is missing\.$/,
      /^ItemsController\.wrong returned what/,
    ],
  );
  t.notOk(logged.some(({ err }) => 'serialization' in err));
});
