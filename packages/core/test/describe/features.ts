import t from 'tap';
import { Controller, Get, createApp, mount } from '#src/index.js';
import type { RouteFeature } from '#src/index.js';
import { mergeFeatures } from '#src/describe/features.js';
import { writeFeature } from '#src/internal.js';

const mark = (name: string, text: string): RouteFeature => ({
  name,
  describe: (route, _problems, isOwn) => ({
    ...route,
    documentation: { ...route.documentation, tags: [...route.documentation.tags, `${text}${isOwn ? ', own' : ''}`] },
  }),
});

const Marked =
  (feature: RouteFeature) =>
  (target: object, key?: string): void =>
    writeFeature(target, key, feature);

t.test('lets features of all levels change what is described; of one name the nearest alone', async (t) => {
  @Controller('/', { features: [mark('@B', 'controller option')] })
  @Marked(mark('@C', 'class'))
  class ItemsController {
    @Get('/own')
    @Marked(mark('@A', 'method'))
    own() {
      return 1;
    }

    @Get('/inherited')
    inherited() {
      return 1;
    }
  }

  const { routes } = createApp({ controllers: [ItemsController], features: [mark('@A', 'application')], server: { logger: false } });
  t.strictSame(
    routes.map(({ documentation }) => documentation.tags),
    [
      ['controller option', 'class', 'method, own'],
      ['application', 'controller option', 'class'],
    ],
  );
});

t.test('has none where nobody says so', async (t) => {
  t.strictSame(mergeFeatures([{}, {}]), []);
});

/** One that tells where it stands, and with which others. */
const placed = (text: string): RouteFeature => ({
  ...mark('@P', text),
  at: (place) => placed(`${text} at ${place}`),
  join: (outer) => ({
    ...placed(text),
    describe: (route, ...rest) => (placed(text).describe as never as Describe)((outer.describe as Describe)(route, ...rest), ...rest),
  }),
});
type Describe = Required<RouteFeature>['describe'];

t.test('tells a feature where it stands, and lets it join those of its name around it', async (t) => {
  @Controller('/items', { features: [placed('option')] })
  @Marked(placed('class'))
  class ItemsController {
    @Get('/one')
    @Marked(placed('method'))
    read() {
      return 1;
    }
  }
  const group = mount('/shop', [ItemsController], { features: [placed('group')] });
  const { routes } = createApp({ controllers: [group], features: [placed('application')], server: { logger: false } });
  t.strictSame(routes[0]?.documentation.tags, [
    'application at / createApp',
    "group at /shop mount('/shop')",
    'option at /shop/items ItemsController',
    'class at /shop/items ItemsController',
    'method at /shop/items ItemsController.read',
  ]);
});
