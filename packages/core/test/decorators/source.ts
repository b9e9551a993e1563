import t from 'tap';
import { Controller, Depends, Get, Path, Query, Type, dependency } from '#src/index.js';
import { createSource, isSource } from '#src/decorators/source.js';
import { readOwnParameters } from '#src/metadata/store.js';
import { startApp } from '../fixtures/start-app.js';

t.test('a source is a decorator that records itself for the parameter it stands on', (t) => {
  const limit = createSource<number>({ in: 'query', name: 'limit', schema: Type.Integer(), options: {} });

  class Listing {
    constructor(@limit readonly size: number) {}

    list(_first: string, @limit _limit: number): void {}
  }
  t.match(readOwnParameters(Listing.prototype, 'list'), [{ index: 1, source: { in: 'query', name: 'limit' } }]);
  t.match(readOwnParameters(Listing, undefined), [{ index: 0, source: { in: 'query', name: 'limit' } }]);
  t.end();
});

t.test('only what such a call returned is a source', (t) => {
  const page = dependency({}, () => 1);
  t.strictSame([Path('id', Type.Integer()), Depends(page)].map(isSource), [true, true]);
  t.strictSame([page, Type.Integer(), () => 1, undefined].map(isSource), [false, false, false, false]);
  t.end();
});

t.test('one source may stand on many parameters, and be an input as well', async (t) => {
  const limit = Query('limit', Type.Integer({ default: 5 }));
  const doubled = dependency({ limit }, (inputs) => inputs.limit * 2);

  @Controller('/shared')
  class SharedController {
    @Get('/one')
    one(@limit value: number): number {
      return value;
    }

    @Get('/two')
    two(@limit value: number, @Depends(doubled) twice: number): number[] {
      return [value, twice];
    }
  }
  const app = await startApp(t, { controllers: [SharedController] });
  t.equal((await app.inject('/shared/one?limit=3')).json(), 3);
  t.strictSame((await app.inject('/shared/two')).json(), [5, 10]);
});
