import fastify from 'fastify';
import t from 'tap';
import { Body, Controller, Get, JsonLines, Model, Post, Query, Type, createApp, dependency, typhoon } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const formats = { iban: (text: string) => /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(text) };
const Iban = Type.String({ format: 'iban' });
const good = 'DE89370400440532013000';

class Payment extends Model({ to: Iban }) {}

const account = dependency({ account: Query('account', Iban) }, ({ account }) => account);

@Controller('/payments')
class PaymentsController {
  @Post('/', { response: Payment })
  pay(@Body(Payment) payment: Payment) {
    return payment.to === good ? payment : { to: 'nowhere' };
  }

  @Get('/', { response: Type.String() })
  find(@Query('to', Iban) to: string) {
    return to;
  }
}

const options = { controllers: [PaymentsController], formats };

t.test('checks texts by the formats of the application', async (t) => {
  const app = await startApp(t, options);
  t.strictSame((await app.inject(`/payments?to=${good}`)).json(), good);
  t.match((await app.inject('/payments?to=DE8')).json(), { status: 422, errors: [{ type: 'value_error', loc: ['query', 'to'], msg: /not a valid iban/ }] });
  t.match((await app.inject({ method: 'POST', url: '/payments', payload: { to: good } })).statusCode, 200);
  t.match((await app.inject({ method: 'POST', url: '/payments', payload: { to: 1 } })).json(), { errors: [{ type: 'string_type' }] });
});

t.test('checks answers by them', async (t) => {
  const app = await startApp(t, { ...options, validateResponses: true });
  const wrong = await app.inject({ method: 'POST', url: '/payments', payload: { to: 'DE00000000000000' } });
  t.equal(wrong.statusCode, 500);
});

t.test('checks the items of streams by them', async (t) => {
  @Controller('/all')
  class AllController {
    @Get('/', { response: JsonLines(Payment) })
    *all() {
      yield { to: 'nowhere' };
    }
  }
  const app = await startApp(t, { controllers: [AllController], formats, validateResponses: true });
  t.equal((await app.inject('/all')).statusCode, 500);
  const lenient = await startApp(t, { controllers: [AllController], validateResponses: true });
  t.equal((await lenient.inject('/all')).statusCode, 200);
});

t.test('checks nothing by a format that no one defined', async (t) => {
  const app = await startApp(t, { controllers: [PaymentsController] });
  t.equal((await app.inject('/payments?to=DE8')).statusCode, 200);
});

t.test('knows them in the plugin', async (t) => {
  const host = fastify();
  t.teardown(() => host.close());
  await host.register(typhoon, options);
  t.equal((await host.inject('/payments?to=DE8')).statusCode, 422);
});

t.test('suggests the nearest name, the own ones among them', async (t) => {
  @Controller('/wrong')
  class WrongController {
    @Get('/', { response: Type.String() })
    read(@Query('to', Type.String({ format: 'ibann' })) to: string) {
      return to;
    }
  }
  t.throws(() => createApp({ controllers: [WrongController], formats }), {
    code: 'TYPHOON_ERR_SCHEMA_INVALID',
    message: /'ibann' is not known.*Did you mean 'iban'/,
  });
});

t.test('refuses a table that is none', async (t) => {
  t.throws(() => createApp({ controllers: [PaymentsController], formats: { iban: /x/ } as never }), {
    code: 'TYPHOON_ERR_APP_OPTIONS',
    message: /'formats' expects/,
  });
});

t.test('checks what a guard reads', async (t) => {
  const app = createApp({ ...options, controllers: [PaymentsController] });
  t.teardown(() => app.close());
  app.fastify.get('/plain', { onRequest: app.guard({ dependencies: [account] }) }, async () => 'plain');
  await app.ready();
  t.equal((await app.inject('/plain?account=DE8')).statusCode, 422);
  t.equal((await app.inject(`/plain?account=${good}`)).statusCode, 200);
});
