import { Controller, Depends, Get, Injectable, Query, Type, createApp } from 'typhoon';

/** One for the whole application: the default for classes. */
class ItemStore {
  readonly #items = ['Pen', 'Ink', 'Paper'];

  find(text: string): string[] {
    return this.#items.filter((item) => item.includes(text));
  }
}

/** One for each request, so its constructor may read from it. */
@Injectable({ lifetime: 'request' })
class Search {
  constructor(
    @Depends(ItemStore) private readonly store: ItemStore,
    @Query('q', Type.String({ default: '' })) private readonly text: string,
  ) {}

  run(): string[] {
    return this.store.find(this.text);
  }
}

@Controller('/items')
export class ItemsController {
  constructor(@Depends(ItemStore) private readonly store: ItemStore) {}

  @Get('/', { response: Type.Array(Type.String()) })
  search(@Depends(Search) search: Search) {
    return search.run();
  }

  @Get('/first', { response: Type.String() })
  first() {
    return this.store.find('')[0] ?? '';
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
