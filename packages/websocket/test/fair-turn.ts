import t from 'tap';
import { Controller, Type } from '@typhoon/core';
import { WebSocket } from '#src/index.js';
import type { Socket } from '#src/index.js';
import { writtenAtOnce } from '#src/fair-turn.js';
import { connect } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

/** How often something is done before others have their turn. */
async function countUntilTurn(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  let isOver = false;
  setImmediate(() => {
    isOver = true;
  });
  for (; !isOver; count++) await work();
  return count;
}

@Controller('/')
class FloodController {
  @WebSocket('/socket', { send: Type.Integer() })
  async socket(socket: Socket<never, number>) {
    await socket.send(-(await countUntilTurn(() => socket.send(1))));
  }

  @WebSocket('/room', { send: Type.Integer() })
  async room(socket: Socket<never, number>) {
    await socket.send(-(await countUntilTurn(() => socket.to('others').send(1))));
  }
}

t.test('makes all senders wait for the next turn when much was written in this one', async (t) => {
  // What others in this process have written counts, too, until the next turn.
  await writtenAtOnce(1_000_000);
  const isDone = { early: 0, late: 0 };
  for (let count = 0; count < 200; count++) void writtenAtOnce(0).then(() => isDone.early++);
  const last = writtenAtOnce(1_000_000).then(() => isDone.late++);
  void writtenAtOnce(0).then(() => isDone.late++);
  for (let count = 0; count < 10; count++) await Promise.resolve();
  t.strictSame(isDone, { early: 200, late: 0 });
  await last;
  t.strictSame(isDone, { early: 200, late: 2 });
});

for (const path of ['/socket', '/room']) {
  t.test(`${path}: a handler that sends in a loop leaves the event loop to others, however fast its reader is`, async (t) => {
    const { url } = await startApp(t, { controllers: [FloodController] });
    const client = await connect(`${url}${path}`);
    let message = await client.next();
    while (message === 1) message = await client.next();
    t.ok(-Number(message) <= 256, `sent ${-Number(message)} in one turn`);
  });
}
