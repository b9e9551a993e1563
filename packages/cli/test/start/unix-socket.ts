import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { clearSocket, openSocket, readSocket, toSocketError } from '#src/start/unix-socket.js';

t.test('reads path and mode, and refuses what is none', async (t) => {
  t.equal(readSocket({}), undefined);
  t.strictSame(readSocket({ socket: '/run/api.sock' }), { path: '/run/api.sock', mode: 0o660 });
  t.strictSame(readSocket({ socket: '/run/api.sock', socketMode: '0666' }), { path: '/run/api.sock', mode: 0o666 });
  t.equal(readSocket({ socket: 'api.sock' })?.path, join(process.cwd(), 'api.sock'));
  for (const socketMode of ['', '66', '888', 'rw', '1666'])
    t.throws(() => readSocket({ socket: 'a', socketMode }), { code: 'TYPHOON_ERR_CLI_USAGE', message: `but is '${socketMode}'.` });
  t.throws(() => readSocket({ socketMode: '660' }), { code: 'TYPHOON_ERR_CLI_USAGE', message: 'add --socket PATH' });
  t.throws(() => readSocket({ socket: `/${'x'.repeat(200)}` }), { code: 'TYPHOON_ERR_CLI_SOCKET', message: 'has 201 bytes' });
});

t.test('removes what a killed process has left, and nothing else', async (t) => {
  // The path of a test's own folder may be longer than that of a socket.
  const folder = await mkdtemp(join(tmpdir(), 'ty-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const socket = { path: join(folder, 'a.sock'), mode: 0o600 };
  await clearSocket(socket);

  const code = `require('node:net').createServer().listen(${JSON.stringify(socket.path)}, () => console.log('listening'))`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await t.rejects(clearSocket(socket), { code: 'TYPHOON_ERR_CLI_SOCKET', message: `The socket '${socket.path}' is in use. Stop what listens there` });
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.equal(existsSync(socket.path), true);
  await clearSocket(socket);
  t.equal(existsSync(socket.path), false);

  await t.rejects(clearSocket({ path: folder, mode: 0 }), { message: `'${folder}' exists, and is no socket. Name another path.` });
  await t.rejects(clearSocket({ path: join(folder, 'none/a.sock'), mode: 0 }), { message: `There is no folder '${join(folder, 'none')}' for the socket.` });

  const server = createServer().listen(socket.path);
  t.teardown(() => server.close());
  await once(server, 'listening');
  openSocket(socket);
  t.equal(statSync(socket.path).mode & 0o777, 0o600);
});

t.test('what fails while it begins to listen is said with the path', async (t) => {
  const socket = { path: '/a.sock', mode: 0o660 };
  const failed = (code: string) => toSocketError(socket, Object.assign(new Error('why'), { code, syscall: 'listen' }));
  t.match(failed('EACCES'), { code: 'TYPHOON_ERR_CLI_SOCKET', message: "This user may not make the socket '/a.sock'." });
  t.match(failed('EADDRINUSE'), { message: "The socket '/a.sock' is in use. Name another path." });
  t.match(failed('EINVAL'), { message: "The socket '/a.sock' cannot be listened on: why." });
  const other = new Error('of the application');
  t.equal(toSocketError(socket, other), other);
});
