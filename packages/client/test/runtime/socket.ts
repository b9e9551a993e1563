import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import t from 'tap';
import { apiKey, bearer, createTransport } from '@typhoon/client';
import { SocketError, readText, socket } from '@typhoon/client/sockets';
import type { ClientOptions, SocketFactory, WebSocketLike } from '@typhoon/client';
import type { SocketDefinition, SocketOperation } from '@typhoon/client/sockets';
import { WebSocket, WebSocketServer } from 'ws';
import { createChatApp } from '../fixtures/chat-app.js';
import { like } from '../fixtures/like.js';

interface Say {
  text: string;
}
type Talk = SocketOperation<{ room: string }, Say, Say>;

/** Node 20 has no global one. */
const webSocket: SocketFactory = (url, protocols, headers) => new WebSocket(url, protocols, { headers });
/** As in a page: no headers. */
const inPage: SocketFactory = (url, protocols, { authorization }) =>
  new WebSocket(url, [...protocols, ...(authorization ? ['bearer', authorization.slice(7)] : [])]);

const app = createChatApp();
const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
t.teardown(() => app.close());

const SCHEMES = { Bearer: bearer, Key: apiKey('query', 'key') };
const open = <TOperation>(definition: SocketDefinition, options: ClientOptions = {}) =>
  socket(createTransport({ baseUrl, webSocket, retry: false, ...options }, SCHEMES), definition) as unknown as TOperation;

const ROOM: SocketDefinition = { id: 'rooms.talk', path: '/rooms/{room}', parameters: { room: 'path' }, errors: { 422: ['validation_failed'] } };

t.test('sends what waits when it opens, and reads until it is closed', async (t) => {
  const talk = open<Talk>(ROOM)({ room: 'blue' });
  t.equal(talk.state, 'connecting');
  for (const text of ['a', 'b']) talk.send({ text });
  const seen: string[] = [];
  for await (const { text } of talk) {
    seen.push(text);
    if (seen.length === 2) talk.send({ text: 'bye' });
  }
  t.strictSame(seen, ['blue: a', 'blue: b']);
  t.equal(talk.state, 'closed');
  t.strictSame(await talk.closed, { code: 1000, reason: '' });
  await talk.opened;
  talk.send({ text: 'nobody hears it' });
});

t.test('is open once it says so, and closes when it is told to', async (t) => {
  const talk = open<Talk>(ROOM)({ room: 'blue' });
  await talk.opened;
  t.equal(talk.state, 'open');
  talk.send({ text: 'a' });
  t.strictSame(await talk.next(), { text: 'blue: a' });
  t.match(await talk.close(4000, 'enough'), { code: 4000 });
  t.equal(await talk.next(), undefined, 'no error: it was us');
});

t.test('a code that the platform refuses asks for nothing: what ends the socket later is no wish of ours', async (t) => {
  const talk = open<Talk>(ROOM)({ room: 'blue' });
  await talk.opened;
  t.throws(() => talk.close(999));
  talk.send({ text: 'fail' });
  await t.rejects(talk.next(), like({ name: 'SocketError', code: 4404 }));
});

t.test('throws what it was closed with, behind the messages before', async (t) => {
  const talk = open<Talk>(ROOM)({ room: 'blue' });
  talk.send({ text: 'a' });
  talk.send({ text: 'fail' });
  t.strictSame(await talk.next(), { text: 'blue: a' });
  await t.rejects(talk.next(), like({ name: 'SocketError', code: 4404, reason: 'room_not_found', operation: 'rooms.talk' }));
  t.strictSame(await talk.closed, { code: 4404, reason: 'room_not_found' });
  const wrong = open<SocketOperation<{ room: string }, unknown, Say>>(ROOM)({ room: 'blue' });
  wrong.send({ text: 3 });
  const error: unknown = await wrong.next().catch((thrown: unknown) => thrown);
  t.match(SocketError.is(error) && error, { code: 1008, reason: /text/ });
});

t.test('throws the problem that refuses it, from the loop and from opened', async (t) => {
  const talk = open<Talk>(ROOM)({ room: 'much too long' });
  await t.rejects(
    talk.next(),
    like({ name: 'ApiError', kind: 'declared', status: 422, code: 'validation_failed', body: { errors: [{ loc: ['path', 'room'] }] } }),
  );
  await t.rejects(talk.opened, like({ status: 422 }));
  t.match(await talk.closed, { code: 1006 });
});

t.test('shows its credentials: in headers, as a subprotocol, in the query', async (t) => {
  const byBearer: SocketDefinition = { id: 'bearer', path: '/members/bearer', security: [['Bearer']] };
  type Members = SocketOperation<void, never, string>;
  for (const factory of [webSocket, inPage]) {
    const members = open<Members>(byBearer, { auth: { Bearer: 'good' }, webSocket: factory })();
    t.equal(await members.next(), 'good');
    t.equal(members.subprotocol, factory === inPage ? 'bearer' : '');
    await members.close();
    await t.rejects(open<Members>(byBearer, { auth: { Bearer: 'bad' }, webSocket: factory })().next(), like({ status: 401, code: 'invalid_token' }));
  }
  const byKey = open<Members>({ id: 'key', path: '/members/key', security: [['Key']] }, { auth: { Key: 'k' } })();
  t.equal(await byKey.next(), 'k');
  await byKey.close();
});

t.test('says that headers do not travel where only a plain request is accepted', async (t) => {
  type Members = SocketOperation<void, never, string>;
  const withoutHeaders: SocketFactory = (url, protocols) => new WebSocket(url, protocols);
  const auth = { auth: { Bearer: 'good' }, webSocket: withoutHeaders };
  const members = open<Members>({ id: 'bearer', path: '/members/bearer', security: [['Bearer']] }, auth)();
  await t.rejects(members.next(), like({ name: 'ApiError', status: 426, body: { detail: /Pages open it without headers.+socketBearer.+cookie.+query/ } }));
  await t.rejects(members.opened, like({ status: 426 }));
});

t.test('is opened again where a handshake was refused and the plain request behind it was not: the server had come back between them', async (t) => {
  let tries = 0;
  const late: SocketFactory = (url, protocols) => new WebSocket(tries++ === 0 ? 'ws://127.0.0.1:1' : url, protocols);
  const talk = open<Talk>(ROOM, { webSocket: late })({ room: 'blue' }, { reconnect: { delay: 1 } });
  talk.send({ text: 'a' });
  t.strictSame(await talk.next(), { text: 'blue: a' });
  await talk.close();
});

t.test('is no channel where a plain request is answered with a success', async (t) => {
  const server = createServer((_request, response) => response.end('<!doctype html>')).on('upgrade', (_request, connection) =>
    connection.end('HTTP/1.1 200 OK\r\n\r\n'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const talk = open<Talk>(ROOM, { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })({ room: 'blue' });
  await t.rejects(talk.next(), like({ name: 'SocketError', message: 'rooms.talk: closed with 1006 200' }));
  t.strictSame(await talk.closed, { code: 1006, reason: '200' });
});

t.test('renews a token that is refused, and opens with the next one', async (t) => {
  const byBearer: SocketDefinition = { id: 'bearer', path: '/members/bearer', security: [['Bearer']] };
  type Members = SocketOperation<void, never, string>;
  const asked: unknown[] = [];
  const secret = async (refused?: string) => {
    asked.push(refused);
    return refused === undefined ? 'bad' : 'good';
  };
  for (const factory of [webSocket, inPage]) {
    const members = open<Members>(byBearer, { auth: { Bearer: secret }, webSocket: factory })();
    t.equal(await members.next(), 'good');
    await members.close();
  }
  t.strictSame(asked, [undefined, 'bad', undefined, 'bad']);
});

t.test('sends and reads bytes and texts as they are', async (t) => {
  const bytes = open<SocketOperation<void, Uint8Array, Uint8Array>>({
    id: 'bytes',
    path: '/raw/bytes',
    send: (bytes: Uint8Array<ArrayBuffer>) => bytes,
    receive: (data) => new Uint8Array(data as ArrayBuffer),
  })();
  bytes.send(new Uint8Array([1, 2]));
  t.strictSame(await bytes.next(), new Uint8Array([2, 3]));
  const text = open<SocketOperation<void, string, string>>({ id: 'text', path: '/raw/text', send: String, receive: readText })();
  text.send('"é"');
  t.equal(await text.next(), '"É"');
  await Promise.all([bytes.close(), text.close()]);
});

t.test('says that nobody is there, that nobody answers in time, and that the caller aborted', async (t) => {
  await t.rejects(open<Talk>(ROOM, { baseUrl: 'http://127.0.0.1:1' })({ room: 'blue' }).next(), like({ name: 'TransportError', kind: 'network' }));
  const silent = createServer().on('upgrade', () => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.teardown(() => silent.close());
  const late = open<Talk>(ROOM, { baseUrl: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` })({ room: 'blue' }, { timeout: 20 });
  await t.rejects(late.next(), like({ kind: 'timeout' }));
  const caller = new AbortController();
  const talk = open<Talk>(ROOM)({ room: 'blue' }, { signal: caller.signal });
  await talk.opened;
  caller.abort(new Error('enough'));
  await t.rejects(talk.next(), like({ kind: 'aborted', cause: { message: 'enough' } }));
  await t.rejects(open<Talk>(ROOM)({ room: 'blue' }, { signal: caller.signal }).opened, like({ kind: 'aborted' }));
});

t.test('may be closed before it is open', async (t) => {
  const talk = open<Talk>(ROOM)({ room: 'blue' });
  t.strictSame(await talk.close(), { code: 1000, reason: '' });
  t.equal(await talk.next(), undefined);
  await t.rejects(talk.opened, like({ name: 'SocketError', code: 1000 }));
});

/** Closes each connection with the next code, and greets those that stay. */
async function serveClosing(t: { teardown(handler: () => void): void }, codes: (number | 'cut')[]) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  t.teardown(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  let count = 0;
  const heard: string[] = [];
  server.on('connection', (ws) => {
    const code = codes[count++];
    ws.on('message', (data: Buffer) => heard.push(data.toString()));
    ws.send(JSON.stringify({ text: String(count) }));
    if (code === 'cut') ws.terminate();
    else if (code !== undefined) ws.close(code);
  });
  await new Promise((resolve) => server.on('listening', resolve));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, countOf: () => count };
}

t.test('connects again after what passes, and sends what waits', async (t) => {
  const server = await serveClosing(t, [1001, 'cut', 1012, 1013, 4503]);
  const states: string[] = [];
  const talk = open<Talk>(ROOM, { baseUrl: server.baseUrl })(
    { room: 'blue' },
    { reconnect: { delay: 1 }, onOpen: (send) => send({ text: `join ${states.push(talk.state)}` }) },
  );
  const seen: string[] = [];
  for await (const { text } of talk) {
    seen.push(text);
    if (text === '6') break;
  }
  t.strictSame(seen, ['1', '2', '3', '4', '5', '6']);
  talk.send({ text: 'still here' });
  while (!server.heard.some((text) => text.includes('still here'))) await new Promise((resolve) => setTimeout(resolve, 5));
  t.strictSame(server.heard.slice(-2), ['{"text":"join 6"}', '{"text":"still here"}']);
  t.strictSame(states, Array(6).fill('open'));
  await talk.close();
});

t.test('connects not again after what is final, nor without being told to', async (t) => {
  for (const code of [1008, 1011, 4404]) {
    const server = await serveClosing(t, [code]);
    const talk = open<Talk>(ROOM, { baseUrl: server.baseUrl })({ room: 'blue' }, { reconnect: true });
    t.strictSame(await talk.next(), { text: '1' });
    await t.rejects(talk.next(), like({ code }));
    t.equal(server.countOf(), 1);
  }
  const server = await serveClosing(t, [1001]);
  const talk = open<Talk>(ROOM, { baseUrl: server.baseUrl })({ room: 'blue' });
  await talk.next();
  await t.rejects(talk.next(), like({ code: 1001 }));
});

t.test('gives up after as many attempts as it may make, and stops waiting when it is closed', async (t) => {
  const nobody = { baseUrl: 'http://127.0.0.1:1' };
  await t.rejects(open<Talk>(ROOM, nobody)({ room: 'blue' }, { reconnect: { attempts: 2, delay: 1 } }).next(), like({ kind: 'network' }));
  const talk = open<Talk>(ROOM, nobody)({ room: 'blue' }, { reconnect: { delay: 1e9, maxDelay: 1e9 } });
  while (talk.state !== 'reconnecting') await new Promise((resolve) => setTimeout(resolve, 5));
  t.strictSame(await talk.close(), { code: 1000, reason: '' });
});

t.test('ends with what is no JSON where that is expected', async (t) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  t.teardown(() => server.close());
  server.on('connection', (ws) => ws.send('{'));
  await new Promise((resolve) => server.on('listening', resolve));
  const talk = open<Talk>(ROOM, { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })({ room: 'blue' });
  await t.rejects(talk.next(), like({ kind: 'undecodable' }));
});

/** A socket whose events the test makes itself: an engine goes on delivering what was on its way. */
function createManualSocket() {
  const events = new EventTarget();
  const emit = (type: string, details: object = {}) => void events.dispatchEvent(Object.assign(new Event(type), details));
  const fields = { binaryType: 'blob', protocol: '', send: () => undefined, close: () => undefined };
  const ws: WebSocketLike = { ...fields, addEventListener: (type, listener) => events.addEventListener(type, listener) };
  return { ws, emit };
}

t.test('passes over what an engine delivers behind the end', async (t) => {
  for (const end of ['abort', 'undecodable', 'close'] as const) {
    const { ws, emit } = createManualSocket();
    const caller = new AbortController();
    const talk = open<Talk>(ROOM, { webSocket: () => ws })({ room: 'blue' }, { signal: caller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    emit('open');
    emit('message', { data: '{"text":"in time"}' });
    if (end === 'abort') caller.abort();
    else if (end === 'close') emit('close', { code: 1000, reason: '' });
    else emit('message', { data: '{' });
    await talk.closed;
    // Neither throws into the engine, which would end a process or be reported in a page.
    emit('message', { data: '{"text":"too late"}' });
    emit('error');
    emit('close', { code: 1006, reason: '' });
    t.strictSame(await talk.next(), { text: 'in time' }, end);
    const next = talk.next();
    if (end === 'close') t.equal(await next, undefined);
    else await t.rejects(next, like({ kind: end === 'abort' ? 'aborted' : end }));
    t.strictSame((await talk.closed).code, end === 'close' ? 1000 : 1006);
  }
});
