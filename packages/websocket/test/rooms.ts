import t from 'tap';
import { Controller, Type } from '@typhoon/core';
import { WebSocket, localBroker } from '#src/index.js';
import type { Broker, Socket } from '#src/index.js';
import { TopicTable } from '#src/topic-table.js';
import { ChatController } from './fixtures/chat.js';
import { connect } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

async function join(url: string, room: string) {
  const client = await connect(`${url}/chat/${room}`);
  t.strictSame(await client.next(), { text: 'joined' });
  return client;
}

t.test('tells everybody else in the room, and nobody in another', async (t) => {
  const { url } = await startApp(t, { controllers: [ChatController] });
  const [ada, bob, eve] = [await join(url, 'blue'), await join(url, 'blue'), await join(url, 'red')];
  ada.send({ text: 'hello' });
  t.strictSame(await bob.next(), { text: 'hello' });
  bob.send({ text: 'count' });
  t.strictSame([await ada.next(), await bob.next()], [{ text: 'count' }, { text: '2' }]);
  eve.send({ text: 'count' });
  t.strictSame(await eve.next(), { text: '1' }, 'the first that comes');
});

t.test('forgets who has left, or closed', async (t) => {
  const { url } = await startApp(t, { controllers: [ChatController] });
  const [ada, bob, eve] = [await join(url, 'green'), await join(url, 'green'), await join(url, 'green')];
  bob.send({ text: 'leave' });
  eve.ws.close();
  await eve.closed;
  bob.send({ text: 'count' });
  t.strictSame(await ada.next(), { text: 'count' });
  t.strictSame(await bob.next(), { text: '1' });
});

t.test('replays the last messages to who comes later, before what comes then', async (t) => {
  const { url } = await startApp(t, { controllers: [ChatController] });
  const [ada, bob] = [await join(url, 'old'), await join(url, 'old')];
  for (const text of ['1', '2', '3', '4']) ada.send({ text });
  await bob.take(4);
  const late = await connect(`${url}/chat/old`);
  t.strictSame(
    (await late.take(4)).map((message) => (message as { text: string }).text),
    ['2', '3', '4', 'joined'],
  );
});

t.test('keeps from those who come later what is true for a moment alone', async (t) => {
  const { url } = await startApp(t, { controllers: [ChatController] });
  const [ada, bob] = [await join(url, 'momentary'), await join(url, 'momentary')];
  for (const text of ['1', '… types', '2']) ada.send({ text });
  t.match(await bob.take(3), [{ text: '1' }, { text: '… types' }, { text: '2' }]);
  const late = await connect(`${url}/chat/momentary`);
  t.match(await late.take(3), [{ text: '1' }, { text: '2' }, { text: 'joined' }]);
});

t.test('carries messages between applications that share a broker', async (t) => {
  const table = new TopicTable();
  const first = await startApp(t, { controllers: [ChatController], websocket: { broker: localBroker(table) } });
  const second = await startApp(t, { controllers: [ChatController], websocket: { broker: localBroker(table) } });
  const [ada, bob] = [await join(first.url, 'wide'), await join(second.url, 'wide')];
  ada.send({ text: 'over there' });
  t.strictSame(await bob.next(), { text: 'over there' });
  bob.send({ text: 'count' });
  t.strictSame([await ada.next(), await bob.next()], [{ text: 'count' }, { text: '2' }]);
});

t.test('writes a broadcast once, however many sockets get it', async (t) => {
  let written = 0;
  class Counted {
    toJSON() {
      written++;
      return 'counted';
    }
  }

  @Controller('/')
  class Wide {
    @WebSocket('/', { receive: Type.String(), send: Type.Unknown() })
    async run(socket: Socket<string>) {
      await socket.join('all');
      await socket.send('in');
      for await (const _text of socket) await socket.to('all').send(new Counted());
    }
  }
  const { url } = await startApp(t, { controllers: [Wide], validateResponses: false });
  const clients = [];
  for (let index = 0; index < 5; index++) clients.push(await connect(url));
  for (const client of clients) await client.next();
  clients[0]?.send('"go"');
  for (const client of clients.slice(1)) t.strictSame(await client.next(), 'counted');
  t.strictSame(written, 1);
});

t.test('closes with 1013 who cannot join since the broker fails, and takes no message then', async (t) => {
  const failing: Broker = {
    ...localBroker(),
    subscribe: async () => Promise.reject(new Error('no broker')),
    publish: async () => Promise.reject(new Error('no broker')),
  };
  const told: boolean[] = [];

  @Controller('/')
  class Lonely {
    @WebSocket('/join', { send: Type.String() })
    async join(socket: Socket<never, string>) {
      void socket.join('room');
      await socket.closed;
    }

    @WebSocket('/tell', { send: Type.String() })
    async tell(socket: Socket<never, string>) {
      told.push(await socket.to('room').send('x'));
    }
  }
  const { url, lines } = await startApp(t, { controllers: [Lonely], websocket: { broker: failing } });
  t.strictSame(await (await connect(`${url}/join`)).closed, { code: 1013, reason: 'The room cannot be joined' });
  await (
    await connect(`${url}/tell`)
  ).closed;
  t.strictSame(told, [false]);
  t.match(lines, [{ err: { message: 'no broker' } }, { err: { message: 'no broker' } }]);
});
