/* eslint-disable @typescript-eslint/unified-signatures -- overloads are what is tested */
import t from 'tap';
import { Controller, Depends, Get, Path, Post, Query, Type, createApp } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const KEY = 'constant';
const kNamed: unique symbol = Symbol('named');

@Controller('/places')
class PlacesController {
  @Get('/second')
  second(@Query('a', Type.String()) a: string, @Query('b', Type.Integer()) b?: number): unknown[] {
    return [a, b];
  }

  @Get('/rest')
  rest(@Query('a', Type.String()) a: string, @Query('b', Type.Integer()) ...rest: number[]): unknown[] {
    return [a, ...rest];
  }

  @Get('/generic')
  generic<TNumber extends number>(@Query('a', Type.Integer()) a: TNumber): TNumber {
    return a;
  }

  overloaded(a: string): string;
  overloaded(a: number): string;
  @Get('/overloaded')
  overloaded(@Query('a', Type.Integer()) a: number | string): string {
    return typeof a;
  }

  @Get('/literal')
  'literal name'(@Query('a', Type.Integer()) a: number): number {
    return a;
  }
}

@Controller('/refused')
class RefusedController {
  @Get('/second')
  // @ts-expect-error the first fits, the second does not
  second(@Query('a', Type.String()) _a: string, @Query('b', Type.Integer()) _b?: string): void {}

  @Get('/third')
  // @ts-expect-error the first and second fit, the third does not
  third(@Query('a', Type.String()) _a: string, @Query('b', Type.String()) _b: string, @Query('c', Type.Boolean()) _c: string): void {}

  @Get('/rest')
  // @ts-expect-error the rest are texts
  rest(@Query('a', Type.String()) _a: string, @Query('b', Type.Integer()) ..._rest: string[]): void {}

  @Get('/before-rest')
  // @ts-expect-error a parameter before the rest is checked as well
  beforeRest(@Query('a', Type.Integer()) _a: string, ..._rest: string[]): void {}

  @Get('/generic')
  // @ts-expect-error no text is a number
  generic<TText extends string>(@Query('a', Type.Integer()) _a: TText): void {}

  overloaded(a: number): string;
  overloaded(a: string): string;
  @Get('/overloaded')
  // @ts-expect-error of overloads the last one counts: it takes texts
  overloaded(@Query('a', Type.Integer()) a: number | string): string {
    return typeof a;
  }

  shorter(a: string): string;
  shorter(a: string, b: number): string;
  @Get('/shorter')
  // @ts-expect-error the shorter overload would ignore what the longer one cannot take
  shorter(@Query('a', Type.String()) _a: string, @Query('b', Type.String()) b?: string | number): string {
    return typeof b;
  }

  @Get('/constant')
  // @ts-expect-error a computed name reaches the decorator as any text
  [KEY](@Query('a', Type.Integer()) _a: number): void {}

  @Get('/literal')
  // @ts-expect-error a number, whatever the name looks like
  'literal name'(@Query('a', Type.Integer()) _a: string): void {}
}

/** What the compiler refuses here could be no route at run time either. */
export class NoHandlers {
  // @ts-expect-error the name becomes part of the operation id
  @Get('/symbol')
  [kNamed](): void {}

  // @ts-expect-error what is private cannot be looked up
  private hidden(@Query('a', Type.Integer()) _a: number): void {}

  // @ts-expect-error what is protected cannot be looked up
  protected inner(@Query('a', Type.Integer()) _a: number): void {}

  // @ts-expect-error a handler belongs to an instance
  static shared(@Query('a', Type.Integer()) _a: number): void {}

  // @ts-expect-error a handler belongs to an instance, with parameters or without
  @Get('/static')
  static bare(): void {}

  // @ts-expect-error a handler is a method, not a value
  @Get('/value')
  value = 1;

  // @ts-expect-error a handler is a method: each instance would have a function of its own
  @Get('/arrow')
  arrow = (): number => 1;

  // @ts-expect-error a handler is a method, not an accessor
  @Get('/accessor')
  get accessor(): number {
    return this.value + this.arrow();
  }

  use(): void {
    this.hidden(1);
  }
}

class Store {
  readonly names = ['Ada'];
}

@Controller('/constructed')
class ConstructedController {
  readonly #store: Store;

  constructor(
    @Depends(Store) store: Store,
    @Depends(Store) readonly again: Store,
    readonly count = 1,
  ) {
    this.#store = store;
  }

  @Get('/')
  read(): unknown[] {
    return [...this.#store.names, this.#store === this.again, this.count];
  }
}

class Overloaded {
  constructor(store: string);
  constructor(store: Store);
  constructor(@Depends(Store) readonly store: Store | string) {}
}

export abstract class RefusedConstructor {
  constructor(
    readonly first: string,
    // @ts-expect-error a store, not a text
    @Depends(Store) readonly second: string,
    // @ts-expect-error a store, not a list
    @Depends(Store) ..._stores: string[]
  ) {}
}

export class RefusedPrivate {
  // @ts-expect-error what is private cannot be looked up
  private constructor(@Depends(Store) readonly store: Store) {}

  static create(): RefusedPrivate {
    return new RefusedPrivate(new Store());
  }
}

export class RefusedProtected {
  // @ts-expect-error what is protected cannot be looked up
  protected constructor(@Depends(Store) readonly store: Store) {}
}

export class RefusedOverloads {
  constructor(store: Store);
  constructor(store: string);
  // @ts-expect-error of overloads the last one counts: it takes texts
  constructor(@Depends(Store) readonly store: Store | string) {}
}

t.test('a parameter is checked at every place, under every kind of name', async (t) => {
  const app = await startApp(t, { controllers: [PlacesController] });
  const get = async (path: string): Promise<unknown> => (await app.inject(`/places/${path}`)).json();
  t.strictSame(await get('second?a=x&b=2'), ['x', 2]);
  t.strictSame(await get('rest?a=x&b=2'), ['x', 2]);
  t.strictSame(await Promise.all(['generic?a=1', 'literal?a=2', 'overloaded?a=3'].map(get)), [1, 2, 'number']);
});

t.test('where the compiler was told to accept a drift, validation still goes by the schema', async (t) => {
  const app = createApp({ controllers: [RefusedController] });
  t.teardown(() => app.close());
  t.equal((await app.inject('/refused/second?a=x&b=text')).statusCode, 422);
  t.equal((await app.inject('/refused/rest?a=x&b=text')).statusCode, 422);
});

t.test('a constructor takes what its sources yield', async (t) => {
  const app = await startApp(t, { controllers: [ConstructedController] });
  t.strictSame((await app.inject('/constructed')).json(), ['Ada', true, 1]);
  t.strictSame(await app.run(Overloaded, ({ store }) => store instanceof Store), true);
});

t.test('a path is read by the same rules', (t) => {
  @Controller('/:id')
  class PathController {
    @Post('/')
    // @ts-expect-error a number, not a text
    read(@Path('id', Type.Integer()) _id: string): void {}
  }
  t.equal(createApp({ controllers: [PathController] }).routes.length, 1);
  t.end();
});
