import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { WebSocket } from 'ws';

/** Starts the chat in a process of its own; `close` closes its application. */
async function startChat(url: string) {
  const child = fork(fileURLToPath(new URL('../fixtures/chat-process.js', import.meta.url)), { env: { ...process.env, CHAT_REDIS: url } });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const early = exit.then(([code]) => Promise.reject(new Error(`The process ended with code ${code} before it listened.`)));
  const [address] = (await Promise.race([once(child, 'message'), early])) as [string];
  return {
    address,
    close: async () => {
      child.send('close');
      return (await exit)[0];
    },
  };
}

/** A socket in a room, and what it has been told; it has joined. */
async function join(test: Pick<typeof t, 'teardown'>, address: string) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/rooms/lobby`);
  const told: unknown[] = [];
  const heard = async (count: number): Promise<readonly unknown[]> => {
    while (told.length < count) await once(socket, 'message');
    return told;
  };
  socket.on('message', (data) => told.push(JSON.parse((data as Buffer).toString())));
  test.teardown(() => socket.terminate());
  await heard(1);
  return { socket, heard };
}

t.test('two processes on two ports see what is said in each other’s rooms', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  const [first, second] = await Promise.all([startChat(url), startChat(url)]);
  const [ada, grace] = await Promise.all([join(t, first.address), join(t, second.address)]);
  ada.socket.send('"Hello."');
  t.strictSame(await grace.heard(2), ['joined', 'Hello.']);
  grace.socket.send('"Good day."');
  t.strictSame(await ada.heard(2), ['joined', 'Good day.']);
  t.strictSame(await Promise.all([first.close(), second.close()]), [0, 0], 'nothing keeps the processes alive');
});
