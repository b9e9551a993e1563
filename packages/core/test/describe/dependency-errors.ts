import t from 'tap';
import { Controller, Depends, Get, HttpError, createApp, dependency, lazy, signal } from '#src/index.js';
import { extendDependency } from '#src/internal.js';

const Closed = HttpError.define({ status: 503, code: 'closed', title: 'Closed' });
const Empty = HttpError.define({ status: 404, code: 'empty', title: 'Empty' });

const gate = dependency({}, () => 'gate', { name: 'gate', throws: [Closed] });
class Shelf {
  constructor(@Depends(lazy(() => stock)) readonly stock: string) {}
}
const stock = dependency({}, () => 'stock', { name: 'stock', lifetime: 'singleton', throws: [Empty, Closed] });

@Controller('/', { throws: [Closed] })
class Shop {
  @Get('/gate') gate(@Depends(gate) value: string) {
    return { value };
  }
  @Get('/shelf') shelf(@Depends(Shelf) { stock: value }: Shelf) {
    return { value };
  }
}

t.test('A route documents the errors of what it depends on, each once', async (t) => {
  const app = createApp({ controllers: [Shop] });
  const codes = app.routes.map(({ handler, throws }) => [handler, throws.map(({ definition }) => definition.code)]);
  t.strictSame(Object.fromEntries(codes), { gate: ['closed'], shelf: ['closed', 'empty'] });
  app.override(stock, () => 'other');
  t.strictSame(app.routes.at(-1)?.throws, [Closed], 'what is replaced throws nothing');
  await app.close();
});

t.test('What lives as long as the application gets what stands for a value of a request', async (t) => {
  const shared = dependency({}, () => 'shared', { name: 'shared', lifetime: 'singleton' });
  const bound = extendDependency(
    dependency({ ends: signal }, ({ ends }) => `bound ${String(ends.aborted)}`, { name: 'bound' }),
    { shared },
  );
  class Holder {
    constructor(@Depends(bound) readonly value: string) {}
  }
  @Controller('/')
  class Home {
    @Get('/') read(@Depends(bound) value: string, @Depends(Holder) holder: Holder) {
      return { value, held: holder.value };
    }
  }
  const app = createApp({ controllers: [Home] });
  t.strictSame((await app.inject('/')).json(), { value: 'bound false', held: 'shared' });
  t.equal(await app.run(bound, (value) => value), 'bound false', 'outside of requests there is a signal, too');
  t.throws(() => app.override(bound, () => 'late'), { code: 'TYPHOON_ERR_APP_STATE' });
  await app.close();
});
