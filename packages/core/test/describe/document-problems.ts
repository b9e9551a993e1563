import t from 'tap';
import { describeRoutes } from '#src/describe/describe-routes.js';
import { Controller, Depends, Get, dependency, mount, security } from '#src/index.js';

const read = security.apiKey({ in: 'header', name: 'x-read' });
const write = security.apiKey({ in: 'header', name: 'x-write' });
const writer = dependency({ key: write }, ({ key }) => key);

@Controller('/both')
class BothController {
  @Get('/')
  both(@Depends(read) _read: string, @Depends(writer) _write: string): void {}

  @Get('/again')
  again(@Depends(writer) _write: string): void {}
}

@Controller('/read')
class ReadController {
  @Get('/')
  read(@Depends(security.apiKey({ in: 'header', name: 'x-read' })) _read: string): void {}
}

@Controller('/write')
class WriteController {
  @Get('/')
  write(@Depends(security.any({ write, token: security.bearer() })) _write: unknown): void {}
}

const called = (operationId: string) => ({ callbacks: { paid: { '{$request.query.url}': { post: { operationId, responses: {} } } } } });

@Controller('/calling')
class CallingController {
  @Get('/', called('calling.other'))
  first(): void {}

  @Get('/other', called('seen'))
  other(): void {}

  @Get('/third', called('seen'))
  third(): void {}
}

type Controllers = Parameters<typeof describeRoutes>[0]['controllers'];

const messagesOf = (...controllers: Controllers): string[] => describeRoutes({ controllers }).problems.map(({ message }) => message);

t.test('two security schemes of one name are told once, in one route and in several', (t) => {
  const other = (user: string, owner: string) =>
    `${user}: another security scheme is named 'APIKeyHeader' too; the other is used by ${owner}. Give one of them another { name: '…' }, an API key another { schemeName: '…' }.`;
  t.strictSame(messagesOf(BothController), [other('BothController.both', 'BothController.both')]);
  t.strictSame(messagesOf(ReadController, WriteController), [other('WriteController.write', 'ReadController.read')]);
  t.end();
});

t.test('schemes that say the same are one, and what no document shows may have any name', (t) => {
  t.strictSame(messagesOf(WriteController, mount('/v2', [WriteController], { name: 'v2' })), []);
  t.strictSame(messagesOf(ReadController, mount('/x', [WriteController], { hidden: true })), []);
  t.end();
});

t.test('an operation id of a callback is that of no route and of no other callback', (t) => {
  const repeated = (place: string, id: string, owner: string) =>
    `CallingController.${place}, callback paid: the operation id '${id}' is that of CallingController.${owner} too. Give one of them another operationId.`;
  t.strictSame(messagesOf(CallingController), [repeated('first', 'calling.other', 'other'), repeated('third', 'seen', 'other, callback paid')]);
  t.end();
});
