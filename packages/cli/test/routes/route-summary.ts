import t from 'tap';
import { Controller, Depends, Get, HttpError, Type, WebSocket, createApp, dependency, security } from 'typhoon';
import type { Socket } from 'typhoon';
import { summarizeRoutes } from '#src/routes/route-summary.js';

const either = security.any({ token: security.bearer(), key: security.apiKey({ in: 'header', name: 'x-key' }) });
const user = dependency({ either }, function user() {
  return 'Ada';
});

@Controller('/b')
class LaterController {
  @Get('/', { response: Type.String(), deprecated: true })
  read(@Depends(user) name: string) {
    return name;
  }
}

@Controller('/a')
class EarlierController {
  @WebSocket('/', { receive: Type.String() })
  async talk(socket: Socket<string, never>) {
    for await (const _message of socket);
  }
}

t.test('routes are listed by path; a WebSocket is one, and of several schemes one is enough', async (t) => {
  const app = createApp({ title: 'A', version: '1', controllers: [LaterController, EarlierController] });
  t.match(summarizeRoutes(app.routes), [
    { method: 'WS', path: '/a', handler: 'EarlierController.talk', security: [] },
    {
      method: 'GET',
      path: '/b',
      deprecated: true,
      statuses: [200],
      dependencies: ['user'],
      security: [{ scheme: 'HTTPBearer or APIKeyHeader', optional: false }],
    },
  ]);
  await app.close();
});

t.test('a guard without a name is counted, and what is thrown stands in order behind the success', async (t) => {
  const errors = [418, 404, 409].map((status) => HttpError.define({ status, code: `e${status}`, title: 'Refused' }));
  const guard = dependency({}, () => undefined);
  @Controller('/')
  class GuardedController {
    @Get('/', { response: Type.String(), dependencies: [guard], throws: errors })
    read(@Depends(user) name: string) {
      return name;
    }
  }
  const app = createApp({ title: 'A', version: '1', controllers: [GuardedController] });
  t.match(summarizeRoutes(app.routes), [{ statuses: [200, 404, 409, 418], dependencies: ['user'], unnamedDependencies: 1 }]);
  await app.close();
});
