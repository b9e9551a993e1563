import t from 'tap';
import { bearer, createTransport, eventStream, multipart, operation } from '@typhoon/client';
import { socket } from '@typhoon/client/sockets';
import type { SocketOperation } from '@typhoon/client/sockets';
import type { ClientOptions, Failure, Operation, Secret, ServerEvent, StreamOperation, Success } from '@typhoon/client';
import {
  Body,
  Controller,
  Depends,
  EventStream,
  File as Upload,
  Get,
  HttpError,
  Path,
  Post,
  Redirect,
  Type,
  createApp,
  event,
  security,
  signal,
} from '@typhoon/core';
import type { UploadedFile } from '@typhoon/core';
import { WebSocket, websockets } from '@typhoon/websocket';
import type { Socket } from '@typhoon/websocket';
import { createTestClient } from '@typhoon/testing';

const ItemNotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });
const token = security.bearer();
const left: string[] = [];

@Controller('/')
class ItemsController {
  @Get('/items/:id', { response: Type.Object({ id: Type.Integer(), token: Type.String() }), throws: [ItemNotFound] })
  read(@Path('id', Type.Integer()) id: number, @Depends(token) token: string) {
    if (id > 9) throw new ItemNotFound();
    return { id, token };
  }

  @Post('/upload', { response: Type.String() })
  upload(@Upload('photo') photo: UploadedFile) {
    return `${photo.filename}: ${photo.text()}`;
  }

  @Post('/moved', { status: 303, response: Redirect })
  moved(@Body('to', Type.String()) to: string) {
    return to;
  }

  @Get('/ticks', { response: EventStream(Type.Integer()) })
  async *ticks(@Depends(signal) leaving: AbortSignal) {
    try {
      for (let id = 1; ; id++) {
        yield event({ data: id });
        if (id === 2) await new Promise((resolve) => leaving.addEventListener('abort', resolve));
      }
    } finally {
      left.push('ticks');
    }
  }

  @WebSocket('/rooms/:room', { receive: Type.String(), send: Type.String() })
  async talk(socket: Socket<string, string>, @Path('room', Type.String({ maxLength: 5 })) room: string) {
    for await (const text of socket) await socket.send(`${room}: ${text}`);
  }
}

/** As the generator writes it. */
function createClient(options: ClientOptions<{ Bearer?: Secret }>) {
  const transport = createTransport(options, { Bearer: bearer });
  const read: Operation<{ id: number }, Success<200, { id: number; token: string }>, Failure<404, 'item_not_found'>> = operation(transport, {
    id: 'items.read',
    method: 'GET',
    path: '/items/{id}',
    parameters: { id: 'path' },
    accept: ['application/json'],
    errors: { 404: ['item_not_found'] },
    security: [['Bearer']],
  });
  const upload: Operation<{ body: { photo: File } }, Success<200, string>, never> = operation(transport, {
    id: 'upload',
    method: 'POST',
    path: '/upload',
    body: [multipart('multipart/form-data')],
    accept: ['application/json'],
  });
  const moved: Operation<{ body: { to: string } }, Success<200>, never> = operation(transport, {
    id: 'moved',
    method: 'POST',
    path: '/moved',
    body: [{ type: 'application/json' }],
    accept: ['application/json'],
  });
  const ticks: StreamOperation<void, ServerEvent<undefined, number>, never> = eventStream(transport, { id: 'ticks', method: 'GET', path: '/ticks' });
  const talk: SocketOperation<{ room: string }, string, string> = socket(transport, { id: 'talk', path: '/rooms/{room}', parameters: { room: 'path' } });
  return { read, upload, moved, ticks, talk };
}

const app = createApp({ kinds: [websockets()], controllers: [ItemsController], server: { logger: false } });
const api = await createTestClient(app, createClient, { auth: { Bearer: 'good' } });
t.teardown(() => app.close());

t.test('calls the application with no port, and gets what it answers', async (t) => {
  t.equal(app.fastify.server.listening, false);
  t.strictSame(await api.read({ id: 3 }), { id: 3, token: 'good' });
  t.match(await api.read.safe({ id: 12 }), { ok: false, error: { kind: 'declared', code: 'item_not_found' } });
  t.equal(await api.upload({ body: { photo: new File(['pixels'], 'pen.png') } }), 'pen.png: pixels');
});

t.test('follows redirects as fetch does', async (t) => {
  t.strictSame(await api.moved({ body: { to: '/items/3' } }, { headers: { authorization: 'Bearer mine' } }), { id: 3, token: 'mine' });
});

t.test('reads streams while they come, and leaves them', async (t) => {
  const seen: number[] = [];
  for await (const { data } of api.ticks()) {
    seen.push(data);
    if (data === 2) break;
  }
  while (left.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  t.strictSame([seen, left], [[1, 2], ['ticks']]);
});

t.test('talks through sockets, and learns why one is refused', async (t) => {
  const talk = api.talk({ room: 'blue' });
  talk.send('hello');
  t.equal(await talk.next(), 'blue: hello');
  t.strictSame(await talk.close(), { code: 1000, reason: '' });
  await t.rejects(api.talk({ room: 'too long' }).next(), { name: 'ApiError', message: 'talk: 422 validation_failed' });
});

t.test('ends with the signal of the caller', async (t) => {
  await t.rejects(api.read({ id: 3 }, { signal: AbortSignal.abort() }), { name: 'TransportError', message: 'items.read: aborted' });
});
