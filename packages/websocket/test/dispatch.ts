import t from 'tap';
import { Controller, Type } from '@typhoon/core';
import { WebSocket, dispatch, serveConnection } from '#src/index.js';
import type { Connection, Socket, SocketClosing } from '#src/index.js';
import { connect } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

const Message = Type.Union([
  Type.Object({ kind: Type.Literal('add'), value: Type.Integer() }),
  Type.Object({ kind: Type.Literal('stop') }),
  Type.Object({ kind: Type.Literal('fail') }),
]);
type Message = { kind: 'add'; value: number } | { kind: 'stop' } | { kind: 'fail' };
type Sum = Socket<Message, number>;

const closings: SocketClosing[] = [];

class Adder implements Connection<Message> {
  #sum = 0;

  constructor(readonly socket: Sum) {}

  async open() {
    await this.socket.send(this.#sum);
  }

  async message(message: Message) {
    if (message.kind === 'fail') throw new Error('as told');
    if (message.kind === 'add') await this.socket.send((this.#sum += message.value));
    else this.socket.close(4000, 'stopped');
  }

  close(closing: SocketClosing) {
    closings.push(closing);
    said();
  }
}

let said: () => void = () => undefined;

@Controller('/')
class Adders {
  @WebSocket('/table', { receive: Message, send: Type.Integer() })
  async table(socket: Sum) {
    let sum = 0;
    await dispatch(socket, 'kind', {
      add: ({ value }) => socket.send((sum += value)),
      stop: () => socket.close(),
      fail: () => {
        throw new Error('as told');
      },
    });
  }

  @WebSocket('/class', { receive: Message, send: Type.Integer() })
  class(socket: Sum) {
    return serveConnection(socket, new Adder(socket));
  }
}

/** What does not compile. */
export async function refused(socket: Sum): Promise<void> {
  // @ts-expect-error 'fail' has no handler
  await dispatch(socket, 'kind', { add: () => undefined, stop: () => undefined });
  // @ts-expect-error a message to stop has no value
  await dispatch(socket, 'kind', { add: () => undefined, stop: ({ value }) => value, fail: () => undefined });
}

t.test('hands each message to the handler of its kind', async (t) => {
  const { url } = await startApp(t, { controllers: [Adders] });
  const client = await connect(`${url}/table`);
  for (const value of [1, 2]) client.send({ kind: 'add', value });
  client.send({ kind: 'stop' });
  t.strictSame([await client.take(2), await client.closed], [[1, 3], { code: 1000, reason: '' }]);
  const failing = await connect(`${url}/table`);
  failing.send({ kind: 'fail' });
  t.strictSame(await failing.closed, { code: 1011, reason: '' });
});

t.test('serves each connection by an object, and tells it once how it ended', async (t) => {
  const { url } = await startApp(t, { controllers: [Adders] });
  const end = async (act: (client: Awaited<ReturnType<typeof connect>>) => void): Promise<SocketClosing | undefined> => {
    closings.length = 0;
    const isSaid = new Promise<void>((resolve) => {
      said = resolve;
    });
    const client = await connect(`${url}/class`);
    client.send({ kind: 'add', value: 5 });
    t.strictSame(await client.take(2), [0, 5]);
    act(client);
    await isSaid;
    t.strictSame(closings.length, 1);
    return closings[0];
  };
  t.strictSame(await end((client) => client.send({ kind: 'stop' })), { code: 4000, reason: 'stopped' });
  t.strictSame(await end((client) => client.send({ kind: 'fail' })), { code: 1011, reason: '' });
  t.strictSame(await end((client) => client.ws.close(3000, 'bye')), { code: 3000, reason: 'bye' });
  t.match(await end((client) => client.ws.terminate()), { code: 1006 });
});
