import t from 'tap';
import { Controller, Depends, HttpError, Type, dependency, security } from '@typhoon/core';
import { WebSocket, socketBearer } from '#src/index.js';
import type { Socket } from '#src/index.js';
import { connect, refusalOf } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

const Text = Type.String();
const USERS: Readonly<Record<string, string>> = { 'a.b-c': 'ada' };
const byToken = (token: string): string => USERS[token] ?? HttpError.throw(401);
const ofProtocol = dependency({ token: socketBearer() }, ({ token }) => byToken(token));
const ofCookie = dependency({ token: security.apiKey({ in: 'cookie', name: 'session' }) }, ({ token }) => byToken(token));
const either = security.any({ cookie: security.apiKey({ in: 'cookie', name: 'session' }), token: socketBearer() });
const ofEither = dependency({ login: either }, ({ login }) => byToken(login.credentials));

@Controller('/')
class SignIn {
  @WebSocket('/protocol', { send: Text, subprotocols: ['chat.v1'] })
  async protocol(socket: Socket<never, string>, @Depends(ofProtocol) user: string) {
    await socket.send(user);
  }

  @WebSocket('/either', { send: Text })
  async either(socket: Socket<never, string>, @Depends(ofEither) user: string) {
    await socket.send(user);
  }

  @WebSocket('/cookie', { send: Text })
  async cookie(socket: Socket<never, string>, @Depends(ofCookie) user: string) {
    await socket.send(user);
  }

  @WebSocket('/message', { receive: Text, send: Text })
  async message(socket: Socket<string, string>) {
    const token = await socket.receive({ timeout: 1_000 });
    if (token === undefined) throw new HttpError(408);
    await socket.send(byToken(token));
  }
}

t.test('signs in by a subprotocol that follows bearer, or by the header of programs', async (t) => {
  const { url } = await startApp(t, { controllers: [SignIn] });
  const plain = await connect(`${url}/protocol`, { protocols: ['bearer', 'a.b-c'] });
  t.strictSame([plain.ws.protocol, await plain.next()], ['bearer', 'ada']);
  const both = await connect(`${url}/protocol`, { protocols: ['chat.v1', 'bearer', 'a.b-c'] });
  t.strictSame([both.ws.protocol, await both.next()], ['chat.v1', 'ada']);
  const program = await connect(`${url}/protocol`, { headers: { authorization: 'Bearer a.b-c' } });
  t.strictSame(await program.next(), 'ada');
  for (const headers of [{}, { 'sec-websocket-protocol': 'bearer' }, { authorization: 'Basic abc' }]) {
    t.match(await refusalOf(`${url}/protocol`, { headers }), { status: 401, headers: { 'www-authenticate': /Bearer/ } });
  }
  t.match(await refusalOf(`${url}/protocol`, { headers: { 'sec-websocket-protocol': 'bearer, wrong' } }), { status: 401 });
});

t.test('signs in by a cookie, of pages of the same origin alone', async (t) => {
  const { url } = await startApp(t, { controllers: [SignIn] });
  const headers = { cookie: 'session=a.b-c' };
  t.strictSame(await (await connect(`${url}/cookie`, { headers })).next(), 'ada');
  t.match(await refusalOf(`${url}/cookie`, { headers, origin: 'https://evil.example' }), { status: 403 });
});

t.test('signs in by a subprotocol where that is one choice of several', async (t) => {
  const { url } = await startApp(t, { controllers: [SignIn] });
  const browser = await connect(`${url}/either`, { protocols: ['bearer', 'a.b-c'] });
  t.strictSame([browser.ws.protocol, await browser.next()], ['bearer', 'ada']);
  t.strictSame(await (await connect(`${url}/either`, { headers: { cookie: 'session=a.b-c' } })).next(), 'ada');
});

t.test('signs in by the first message, which must come in time', async (t) => {
  const { url } = await startApp(t, { controllers: [SignIn] });
  const client = await connect(`${url}/message`);
  client.send('"a.b-c"');
  t.strictSame(await client.next(), 'ada');
  const stranger = await connect(`${url}/message`);
  stranger.send('"wrong"');
  t.strictSame(await stranger.closed, { code: 4401, reason: 'unauthorized' });
  t.strictSame(await (await connect(`${url}/message`)).closed, { code: 4408, reason: 'request_timeout' });
});
