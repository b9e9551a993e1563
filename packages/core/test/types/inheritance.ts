import t from 'tap';
import { Body, Controller, Depends, Get, Model, Post, Query, Type } from '#src/index.js';
import type { InferInput, InferReturn, ModelClass, TObject } from '#src/index.js';
import type { AnyModelClass } from '#src/schema/component.js';
import { startApp } from '../fixtures/start-app.js';

class Cat extends Model({ name: Type.String(), lives: Type.Integer() }) {}
class Dog extends Model({ name: Type.String() }) {}

class Names {
  readonly list = ['Tom', 'Felix'];
}

abstract class ReadOnlyController<TItem> {
  constructor(@Depends(Names) protected readonly names: Names) {}

  protected abstract toItem(name: string): TItem;

  @Get('/', { response: Type.Array(Type.Unknown()) })
  list(@Query('limit', Type.Integer({ default: 10 })) limit: number): readonly TItem[] {
    return this.names.list.slice(0, limit).map((name) => this.toItem(name));
  }

  @Post('/refused')
  // @ts-expect-error nobody knows that TItem is a cat
  refused(@Body(Cat) _cat: TItem): void {}
}

@Controller('/cats')
class CatsController extends ReadOnlyController<Cat> {
  protected toItem(name: string): Cat {
    return { name, lives: 9 };
  }

  @Get('/', { response: Type.Array(Cat.schema) })
  override list(@Query('limit', Type.Integer({ default: 1 })) limit: number, @Query('lives', Type.Integer({ default: 9 })) lives = 0): readonly Cat[] {
    return super.list(limit).map((cat) => ({ ...cat, lives }));
  }

  @Post('/refused')
  // @ts-expect-error an override is checked like any other method: a dog has no lives
  override refused(@Body(Dog) _cat: Cat): void {}
}

/** A factory over a schema. */
function crudController<TSchema extends TObject>(prefix: string, model: ModelClass<TSchema>, stored: InstanceType<ModelClass<TSchema>>) {
  @Controller(prefix)
  class CrudController {
    @Get('/', { response: model })
    read(): InferReturn<typeof model> {
      return stored as InferReturn<typeof model>;
    }

    @Post('/')
    create(@Body(model) item: InferInput<typeof model>): string[] {
      return Object.keys(item);
    }

    @Post('/refused')
    // @ts-expect-error the model is not always a cat
    refused(@Body(model) _item: Cat): void {}
  }
  return CrudController;
}

/** A factory over a model class. */
function echoController<TModel extends AnyModelClass>(prefix: string, model: TModel) {
  @Controller(prefix)
  class EchoController {
    @Post('/', { response: model })
    echo(@Body(model) item: InferInput<TModel>): InferReturn<TModel> {
      return item as InferReturn<TModel>;
    }

    // @ts-expect-error the model is not always a cat
    @Get('/refused', { response: model })
    refused(): Cat {
      return { name: 'Tom', lives: 9 };
    }
  }
  return EchoController;
}

/** A mixin. */
function WithCount<TBase extends abstract new (...args: any[]) => object>(Base: TBase) {
  abstract class Counted extends Base {
    @Get('/count')
    count(@Query('from', Type.Integer({ default: 0 })) from: number): number {
      return from + 1;
    }

    @Get('/count/refused')
    // @ts-expect-error a number, in a mixin too
    refusedCount(@Query('from', Type.Integer()) _from: string): void {}
  }
  return Counted;
}

@Controller('/counted')
class CountedController extends WithCount(Names) {}

t.test('a base class of type parameters is checked, and so is what overrides it', async (t) => {
  const app = await startApp(t, { controllers: [CatsController] });
  t.strictSame((await app.inject('/cats')).json(), [{ name: 'Tom', lives: 9 }]);
  t.strictSame((await app.inject('/cats?limit=2&lives=7')).json(), [
    { name: 'Tom', lives: 7 },
    { name: 'Felix', lives: 7 },
  ]);
});

t.test('a factory is checked once, for every model', async (t) => {
  const app = await startApp(t, { controllers: [crudController('/dogs', Dog, { name: 'Rex' }), echoController('/echo', Cat)] });
  t.strictSame((await app.inject('/dogs')).json(), { name: 'Rex' });
  t.strictSame((await app.inject({ method: 'POST', url: '/dogs', payload: { name: 'Rex', age: 3 } })).json(), ['name']);
  t.strictSame((await app.inject({ method: 'POST', url: '/echo', payload: { name: 'Tom', lives: 9 } })).json(), { name: 'Tom', lives: 9 });
});

t.test('a mixin is checked', async (t) => {
  const app = await startApp(t, { controllers: [CountedController] });
  t.equal((await app.inject('/counted/count?from=2')).json(), 3);
});
