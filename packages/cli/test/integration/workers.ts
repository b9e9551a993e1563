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

export const app = createApp({ title: 'Chat', version: '1', controllers: [ChatController], metrics: true, server: { logger: false } });
app.fastify.get('/pid', (_request, reply) => reply.header('connection', 'close').send(String(process.pid)));
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

t.test('the metrics are those of all workers, whoever is asked', async (t) => {
  const running = new Running(t, t.testdir(project({ 'app.ts': CHAT })), ['start', 'src/app.ts', '--port', '0', '--workers', '2']);
  const address = await running.address();
  const sockets = [await connect(address), await connect(address)];
  t.teardown(() => sockets.forEach(({ socket }) => socket.terminate()));
  t.not(sockets[0]?.pid, sockets[1]?.pid, 'each is at a worker of its own');
  const pids = new Set<string>();
  for (let requests = 0; requests < 20; requests++) pids.add(await (await fetch(`${address}/pid`)).text());
  t.equal(pids.size, 2);
  for (let asked = 0; asked < 4; asked++) {
    const text = await (await fetch(`${address}/metrics`, { headers: { connection: 'close' } })).text();
    t.match(text, /^websocket_connections 2$/m);
    t.match(text, /^http_requests_total\{method="GET",route="\/pid",status="200"\} 20$/m);
    t.match(text, /^build_info\{title="Chat",version="1",node="v[\d.]+"\} 1$/m);
  }
  for (const { socket } of sockets) socket.close();
  t.equal(await running.end('SIGTERM'), 0);
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
