import t from 'tap';
import { Controller, Get, createApp } from '#src/index.js';
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
