import { Body, Controller, Depends, Get, Model, Post, Security, Type, dependency, security } from '@typhoon/core';
import { WebSocket } from '@typhoon/websocket';
import type { Socket } from '@typhoon/websocket';
import t from 'tap';
import { toAsyncApi } from '#src/asyncapi/asyncapi-document.js';
import { toDocument } from '#src/document.js';
import { asyncApiOf, channelRoutesOf, findAsyncApiProblems } from '../fixtures/asyncapi.js';
import { PrivateController, RoomsController, Said } from '../fixtures/chat.js';
import { INFO, assertValid } from '../fixtures/documents.js';

t.test('describes both directions of every channel that is not hidden, as the application sees them', async (t) => {
  const document = await asyncApiOf(t, [RoomsController, PrivateController]);
  t.strictSame(Object.keys(document.channels), ['rooms.talk', 'rooms.bytes', 'private.keyed']);
  t.match(document.operations['rooms.talk.receive'], {
    action: 'receive',
    channel: { $ref: '#/channels/rooms.talk' },
    messages: [{ $ref: '#/channels/rooms.talk/messages/SaidInput' }, { $ref: '#/channels/rooms.talk/messages/Typing' }],
    tags: [{ name: 'rooms' }],
  });
  t.match(document.operations['rooms.talk.send'], { action: 'send', messages: [{ $ref: '#/channels/rooms.talk/messages/ServerMessage' }] });
  t.match(document.operations['rooms.bytes.send'], { 'x-deprecated': true });
});

t.test('says of the application what it is, in the words that AsyncAPI has', async (t) => {
  const document = await asyncApiOf(t, [RoomsController], {
    info: { ...INFO, summary: 'Rooms to talk in.', description: 'Long.', termsOfService: '/terms' },
    tags: [{ name: 'rooms', description: 'To talk in.', externalDocs: { url: '/rooms' } }],
    externalDocs: { url: '/guide' },
    extensions: { 'x-audience': 'public' },
    base: 'https://chat.example/api',
  });
  t.strictSame(document.info, {
    title: 'Test',
    version: '1.0.0',
    termsOfService: 'https://chat.example/terms',
    description: 'Rooms to talk in.\n\nLong.',
    license: { name: 'MIT' },
    tags: [{ name: 'rooms', description: 'To talk in.', externalDocs: { url: 'https://chat.example/rooms' } }],
    externalDocs: { url: 'https://chat.example/guide' },
  });
  t.strictSame(document.servers, { default: { host: 'chat.example', protocol: 'wss', pathname: '/api' } });
  t.equal(document['x-audience'], 'public');
});

t.test('shows the channels that the tags of a document choose', async (t) => {
  t.strictSame(Object.keys((await asyncApiOf(t, [RoomsController, PrivateController], { include: ['private'] })).channels), ['private.keyed']);
  t.strictSame(Object.keys((await asyncApiOf(t, [RoomsController, PrivateController], { exclude: ['private'] })).channels), ['rooms.talk', 'rooms.bytes']);
});

class Item extends Model({ name: Type.String(), count: Type.Integer({ default: 1 }) }) {}

@Controller('/items')
class ItemsController {
  @Post('/', { status: 204 })
  add(@Body(Item) _item: Item): void {}

  @WebSocket('/changes', { send: Item })
  changes(): void {}
}

@Controller('/said')
class HistoryController {
  @Get('/', { response: Said })
  last(): Said {
    return { kind: 'said', text: 'x', loud: false };
  }
}

t.test('gives schemas the names and the content that they have in the OpenAPI document', async (t) => {
  const controllers = [ItemsController, HistoryController, RoomsController];
  const asyncapi = await asyncApiOf(t, controllers);
  const openapi = toDocument(channelRoutesOf(controllers), { info: INFO });
  await assertValid(t, openapi);
  const inBoth = Object.entries(asyncapi.components?.schemas ?? {}).filter(([name]) => name in (openapi.components?.schemas ?? {}));
  t.strictSame(
    inBoth.map(([name]) => name),
    ['Said'],
  );
  for (const [name, schema] of inBoth) t.strictSame(schema, openapi.components?.schemas?.[name], name);
  t.ok(openapi.components?.schemas?.['ItemInput'], 'what only OpenAPI receives keeps clear of what only channels send');
  t.ok(asyncapi.components?.schemas?.['Item']);
  t.notOk(openapi.components?.schemas?.['Joined'], 'no document has components that it does not use');
});

t.test('writes the credentials of the handshake', async (t) => {
  const account = dependency({ token: security.oauth2Password({ tokenUrl: '/token', scopes: { talk: 'May talk.' } }) }, ({ token }) => token);

  @Controller('/', { name: 'secured' })
  class SecuredController {
    @WebSocket('/a', { send: Type.String() })
    a(_socket: Socket<never, string>, @Security(account, ['talk']) _token: string): void {}

    @WebSocket('/b', { send: Type.String() })
    b(_socket: Socket<never, string>, @Depends(security.bearer({ optional: true })) _token: string | undefined): void {}
  }
  const document = await asyncApiOf(t, [SecuredController, PrivateController], { base: 'https://chat.example' });
  t.strictSame(document.operations['private.keyed.send']?.security, [{ $ref: '#/components/securitySchemes/APIKeyQuery' }]);
  t.match(document.operations['secured.a.send']?.security, [
    { type: 'oauth2', flows: { password: { tokenUrl: 'https://chat.example/token', availableScopes: { talk: 'May talk.' } } }, scopes: ['talk'] },
  ]);
  t.strictSame(document.operations['secured.b.send']?.security, undefined);
  t.strictSame(document.operations['secured.b.send']?.['x-security'], [{ HTTPBearer: [] }, {}]);
  t.match(document.components?.securitySchemes, {
    APIKeyQuery: { type: 'httpApiKey', in: 'query', name: 'key' },
    HTTPBearer: { type: 'http', scheme: 'bearer' },
  });
});

t.test('the parser finds what is wrong with a document', async (t) => {
  const document = toAsyncApi(channelRoutesOf([RoomsController]), { info: INFO });
  const broken = { ...document, operations: { broken: { action: 'receive', channel: { $ref: '#/channels/none' } } } };
  t.match(await findAsyncApiProblems(broken), [/none/]);
});
