import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { WebSocket } from 'ws';
import { Running, typhoon } from '../fixtures/command.js';
import { project } from '../fixtures/project.js';

t.setTimeout(110_000);

const CHAT = `import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Controller, Depends, Get, JsonLines, Post, Query, Task, Type, WebSocket, background, createApp, tasks, tasksOf } from 'typhoon';

async function untilToldTo(folder) {
  while (!existsSync(folder + '/go')) await wait(20);
}

class Marks {
  @Task('mark', { input: Type.String() })
  async mark(folder) {
    await untilToldTo(folder);
    writeFileSync(folder + '/task', 'done');
  }
}
const marks = tasksOf(Marks);

/** What is accepted with 202, and done later: by a task, and by work after the answer. And a stream that takes as long. */
@Controller('/work')
class WorkController {
  @Get('/', { response: JsonLines(Type.String()) })
  async *watch(@Query('folder', Type.String()) folder) {
    yield 'begun';
    await untilToldTo(folder);
    yield 'done';
  }

  @Post('/', { status: 202 })
  async accept(@Query('folder', Type.String()) folder, @Depends(tasks) tasks, @Depends(background) background) {
    await tasks.send(marks.mark, folder);
    background.add(async () => {
      await untilToldTo(folder);
      writeFileSync(folder + '/background', 'done');
    });
    background.add(async () => {
      await untilToldTo(folder);
      throw new Error('The printer is on fire.');
    });
  }
}

@Controller('/chat')
class ChatController {
  @WebSocket('/', { receive: Type.String(), send: Type.String() })
  async chat(socket) {
    await socket.join('all');
    await socket.send(String(process.pid));
    for await (const text of socket) await socket.to('all').send(text);
  }
}

export const app = createApp({ title: 'Chat', version: '1', controllers: [ChatController, WorkController], tasks: [Marks], metrics: true, server: { logger: { level: 'error' } } });
app.fastify.get('/pid', (_request, reply) => reply.header('connection', 'close').send(String(process.pid)));
`;

/** A socket, and the process that serves it. */
async function connect(address: string): Promise<{ readonly socket: WebSocket; readonly pid: string }> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/chat`);
  const [data] = (await once(socket, 'message')) as [Buffer];
  return { socket, pid: JSON.parse(data.toString()) as string };
}

t.test('rooms span the workers; an end closes their sockets with 1001, lets a stream end, and does what was accepted', async (t) => {
  const folder = t.testdir(project({ 'app.ts': CHAT }));
  const running = new Running(t, folder, ['start', 'src/app.ts', '--port', '0', '--workers', '2']);
  const address = await running.address();
  const [one, other] = [await connect(address), await connect(address)];
  t.not(one.pid, other.pid, 'each is at a worker of its own');
  const said = once(other.socket, 'message');
  one.socket.send('"Hello"');
  t.equal(String((await said)[0]), '"Hello"');
  const closed = Promise.all([one, other].map(async ({ socket }) => ((await once(socket, 'close')) as [number])[0]));
  const accepted = await fetch(`${address}/work?folder=${folder}`, { method: 'POST', headers: { connection: 'close' } });
  t.equal(accepted.status, 202);
  t.strictSame(readdirSync(folder).sort(), ['package.json', 'src', 'tsconfig.json'], 'nothing is done yet');
  const stream = await fetch(`${address}/work?folder=${folder}`);
  const ended = running.end('SIGTERM');
  t.strictSame(await closed, [1001, 1001]);
  writeFileSync(join(folder, 'go'), '');
  t.equal(await stream.text(), '"begun"\n"done"\n');
  t.equal(await ended, 0);
  t.strictSame(readdirSync(folder).sort(), ['background', 'go', 'package.json', 'src', 'task', 'tsconfig.json']);
  t.match(running.output, /"message":"The printer is on fire\."[^]*"msg":"Background work failed"/);
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
