import { Validator } from '@seriousme/openapi-schema-validator';
import t from 'tap';
import { Controller, Get, Type, createApp } from '#src/index.js';

@Controller('/')
class ItemsController {
  @Get('/', { response: Type.String() })
  list() {
    return 'items';
  }
}

t.test('refuses requests in one line, answers who asks after its health and its figures, and documents it', async (t) => {
  const options = { title: 'A', version: '1', license: 'MIT', controllers: [ItemsController], server: { logger: false } };
  const app = createApp({ ...options, metrics: true, overload: { maxRss: 1, interval: 500 } });
  t.teardown(() => app.close());
  const document = (await app.inject('/openapi.json')).json<{ paths: Record<string, { get: { responses: object } }> }>();
  t.match(await new Validator().validate(document), { valid: true });
  t.ok('503' in (document.paths['/']?.get.responses ?? {}));
  while ((await app.inject('/')).statusCode !== 503) await new Promise((resolve) => setTimeout(resolve, 5));
  t.strictSame([(await app.inject('/healthz')).statusCode, (await app.inject('/metrics')).statusCode], [200, 200]);
});

t.test('says at boot what is no limit', async (t) => {
  const options = { title: 'A', version: '1', controllers: [ItemsController] };
  t.throws(() => createApp({ ...options, overload: { maxDelay: 1 } as never }), {
    code: 'TYPHOON_ERR_APP_OPTIONS',
    message: /option 'overload': the option 'maxDelay' is not known\. There are 'maxEventLoopDelay', /,
  });
});
