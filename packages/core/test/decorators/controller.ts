import t from 'tap';
import { Controller, Get, createApp } from '#src/index.js';
import { readController } from '#src/metadata/store.js';

@Controller('/items', { tags: ['items'], name: 'things' })
class ItemsController {
  @Get('/')
  list(): void {}
}

class Inherited extends ItemsController {}

t.test('records prefix and options, for the class itself and not for what extends it', (t) => {
  t.strictSame(readController(ItemsController), { prefix: '/items', options: { tags: ['items'], name: 'things' } });
  t.equal(readController(Inherited), undefined);
  t.throws(() => createApp({ controllers: [Inherited] }), { code: /^TYPHOON_ERR_CONTROLLER/ });
  t.end();
});

t.test('the prefix leads every path, whether it is empty, a slash or a path', (t) => {
  for (const [prefix, path] of [
    ['', '/x'],
    ['/', '/x'],
    ['/items', '/items/x'],
  ] as const) {
    @Controller(prefix)
    class PrefixedController {
      @Get('/x')
      read(): void {}
    }
    t.strictSame(
      createApp({ controllers: [PrefixedController] }).routes.map((route) => route.path.openapi),
      [path],
    );
  }
  t.end();
});
