import { once } from 'node:events';
import t from 'tap';
import { WebSocket } from 'ws';
import { Running, typhoon } from '../fixtures/command.js';
import { project } from '../fixtures/project.js';

t.setTimeout(110_000);

const CHAT = `import { Controller, Type, WebSocket, createApp } from 'typhoon';

@Controller('/chat')
class ChatController {
  @WebSocket('/', { receive: Type.String(), send: Type.String() })
  async chat(socket) {
    await socket.join('all');
    await socket.send(String(process.pid));
    for await (const text of socket) await socket.to('all').send(text);
  }
}

export const app = createApp({ title: 'Chat', version: '1', controllers: [ChatController], server: { logger: false } });
`;

/** A socket, and the process that serves it. */
async function connect(address: string): Promise<{ readonly socket: WebSocket; readonly pid: string }> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/chat`);
  const [data] = (await once(socket, 'message')) as [Buffer];
  return { socket, pid: JSON.parse(data.toString()) as string };
}

t.test('rooms span the workers, and an end closes their sockets with 1001', async (t) => {
  const running = new Running(t, t.testdir(project({ 'app.ts': CHAT })), ['start', 'src/app.ts', '--port', '0', '--workers', '2']);
  const address = await running.address();
  const [one, other] = [await connect(address), await connect(address)];
  t.not(one.pid, other.pid, 'each is at a worker of its own');
  const said = once(other.socket, 'message');
  one.socket.send('"Hello"');
  t.equal(String((await said)[0]), '"Hello"');
  const closed = Promise.all([one, other].map(async ({ socket }) => ((await once(socket, 'close')) as [number])[0]));
  t.equal(await running.end('SIGTERM'), 0);
  t.strictSame(await closed, [1001, 1001]);
});

t.test('a port that is in use is said once, with the cure', async (t) => {
  const running = new Running(t, t.testdir(project({ 'app.ts': CHAT })), ['start', 'src/app.ts', '--port', '0', '--workers', '1']);
  const { port } = new URL(await running.address());
  const { code, error } = await typhoon(t.testdir(project({ 'app.ts': CHAT })), ['start', 'src/app.ts', '--port', port, '--workers', '2']);
  t.strictSame(
    { code, error },
    {
      code: 1,
      error: `error Port ${port} of 127.0.0.1 is in use. Stop what listens there, or take another port: typhoon start --port ${Number(port) + 1}\n`,
    },
  );
});
