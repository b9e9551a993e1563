import t from 'tap';
import { Controller, Get, Query, Type, createApp } from '@typhoon/core';
import { formatRouteChanges, markRoutes } from '#src/dev/route-changes.js';
import { colorsOf } from '#src/output/colors.js';

t.test('routes that came, went and changed have a line each', async (t) => {
  t.strictSame(formatRouteChanges({ 'GET /a': '1', 'GET /b': '1', 'GET /c': '1' }, { 'GET /b': '2', 'GET /c': '1', 'GET /d': '1' }, colorsOf({})), [
    '- GET /a',
    '~ GET /b',
    '+ GET /d',
  ]);
});

t.test('a mark changes with what a client notices', async (t) => {
  const marksFor = (maximum: number) => {
    @Controller('/a')
    class AController {
      @Get('/', { response: Type.Integer() })
      read(@Query('q', Type.Integer({ maximum })) q: number) {
        return q;
      }
    }
    return markRoutes(createApp({ controllers: [AController] }).routes);
  };
  t.strictSame(Object.keys(marksFor(1)), ['GET /a']);
  t.strictSame(marksFor(1), marksFor(1));
  t.notSame(marksFor(1), marksFor(2));
});
