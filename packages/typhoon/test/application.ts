import t from 'tap';
import { Controller, Every, Type, WebSocket, createApp } from '#src/index.js';
import type { Socket } from '#src/index.js';

@Controller('/chat')
class ChatController {
  @WebSocket('/', { send: Type.Object({ text: Type.String() }) })
  async talk(socket: Socket<never, { text: string }>) {
    await socket.join('lobby');
    await socket.closed;
  }
}

t.test('publishes to the rooms of a controller, typed by what its sockets are sent', async (t) => {
  const app = createApp({ title: 'Chat', version: '1.0.0', controllers: [ChatController], server: { logger: false } });
  t.teardown(() => app.close());
  t.throws(() => app.channel(ChatController), { name: 'TypeError', message: /not ready/ });
  await app.ready();
  const waiting = app.channel(ChatController).to('lobby').wait({ timeout: 60_000 });
  await new Promise((resolve) => setImmediate(resolve));
  await app.channel(ChatController).to('lobby').send({ text: 'hello' });
  t.strictSame(await waiting, { messages: [{ text: 'hello' }], cursor: 1 });
  // @ts-expect-error a message has a text
  t.throws(() => void app.channel(ChatController).to('lobby').send({}), { name: 'MessageError' });
});

t.test('runs schedules, with what its other classes are made of', async (t) => {
  const seen: string[] = [];
  class Jobs {
    @Every('1h')
    sweep() {
      seen.push('swept');
    }
  }
  const app = createApp({ title: 'Jobs', version: '1.0.0', controllers: [], schedules: [Jobs], server: { logger: false } });
  t.teardown(() => app.close());
  await app.ready();
  await app.schedules.run(Jobs, 'sweep');
  t.strictSame(seen, ['swept']);
  t.throws(() => createApp({ title: 'Jobs', version: '1.0.0', controllers: [], schedules: [Date] }), { code: 'TYPHOON_ERR_SCHEDULE_INVALID' });
});
