import { Controller, Get, Type } from '@typhoon/core';
import t from 'tap';
import { toDocument } from '#src/document.js';
import { ROUTE_DESCRIBERS } from '#src/route-describers.js';
import { INFO, routesOf } from './fixtures/documents.js';

@Controller('/')
class PingController {
  @Get('/ping', { response: Type.String() })
  ping(): string {
    return '';
  }
}

t.test('describes plain routes, and other kinds by option', (t) => {
  t.strictSame(Object.keys(ROUTE_DESCRIBERS), ['http', 'websocket']);
  const routes = routesOf(PingController);
  const sockets = routes.map((route) => ({ ...route, kind: 'websocket' }));
  t.strictSame(toDocument(sockets, { info: INFO }).paths, {}, 'channels of messages have no place in OpenAPI');
  const shown = toDocument(sockets, { info: INFO, describers: { websocket: (route) => ({ operationId: route.operationId, responses: {} }) } });
  t.match(shown.paths, { '/ping': { get: {} } }, 'unless someone says how they stand there');
  const replaced = toDocument(routes, { info: INFO, describers: { http: (route) => ({ operationId: route.operationId, responses: {} }) } });
  t.strictSame(replaced.paths['/ping'], { get: { operationId: 'ping.ping', responses: {} } });
  t.end();
});
