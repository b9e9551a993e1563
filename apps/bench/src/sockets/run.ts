/**
 * What sockets cost, interleaved: echo (CPU a message), idle sockets (memory each), a broadcast to all of them (CPU each),
 * a reader that stops reading, and a thousand sockets that are abused.
 *
 * node dist/sockets/run.js [rounds] [sockets] [echo,idle,slow,abuse]
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket as TcpSocket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { open, openMany, toFrame } from './client.js';
import type { Command, Usage } from './protocol.js';

interface Server {
  readonly name: string;
  readonly url: string;
  readonly process: ChildProcess;
}

const NAMES = ['ws', 'fastify', 'typhoon', 'typhoon raw'];
const [rounds = 3, count = 10_000] = process.argv.slice(2, 4).map(Number);
const wanted = process.argv[4]?.split(',') ?? ['echo', 'idle', 'slow', 'abuse'];
const frame = toFrame(JSON.stringify({ id: 7, name: 'A pen', price: 1.5, tags: ['office', 'blue'] }));

async function start(name: string): Promise<Server> {
  const child = fork(fileURLToPath(new URL('server.js', import.meta.url)), [name], { execArgv: ['--expose-gc'], stdio: 'inherit' });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { name, url, process: child };
}

async function ask(server: Server, command: Command): Promise<Usage> {
  const answer = once(server.process, 'message');
  server.process.send(command);
  const [usage] = (await answer) as [Usage];
  return usage;
}

/** Microseconds of the server's CPU for each message: 32 sockets, each with eight messages on their way. */
async function echo(server: Server, milliseconds: number): Promise<number> {
  const sockets = await openMany(`${server.url}/echo`, 32);
  let received = 0;
  for (const socket of sockets) {
    let bytes = 0;
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // The answer is the same message without a mask.
      const whole = Math.floor(bytes / (frame.length - 4));
      bytes -= whole * (frame.length - 4);
      received += whole;
      for (let index = 0; index < whole; index++) socket.write(frame);
    });
    for (let index = 0; index < 8; index++) socket.write(frame);
  }
  const before = await ask(server, { do: 'usage' });
  const first = received;
  await wait(milliseconds);
  const after = await ask(server, { do: 'usage' });
  const cost = (after.cpu - before.cpu) / (received - first);
  await closeAll(sockets);
  return cost;
}

async function closeAll(sockets: readonly TcpSocket[]): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await wait(200);
}

async function runEcho(): Promise<void> {
  const servers = await Promise.all(NAMES.map(start));
  const costs = new Map<string, number[]>(NAMES.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const server of servers) {
      const cost = await echo(server, 2_000);
      // The first round is the warm-up: code is compiled in it.
      if (round > 0) costs.get(server.name)?.push(cost);
    }
  }
  for (const { process: child } of servers) child.kill();
  const plain = costs.get('ws') ?? [];
  const rows = NAMES.map((name) => {
    const mine = costs.get(name) ?? [];
    return { name, 'µs a message': round2(median(mine)), ratio: round2(median(mine.map((cost, round) => (plain[round] ?? NaN) / cost))) };
  });
  console.log('echo: larger ratios are cheaper; typhoon validates both ways');
  console.table(rows);
}

/** Memory of idle sockets, and the CPU of a broadcast to them. */
async function runIdle(): Promise<void> {
  const rows = [];
  for (const name of ['ws', 'fastify', 'typhoon', 'typhoon reading']) {
    const server = await start(name);
    // What the first sockets bring with them is no cost of the others.
    await closeAll(await openMany(`${server.url}/idle`, 200));
    const before = await ask(server, { do: 'settle' });
    const sockets = await openMany(`${server.url}/idle`, count);
    for (const socket of sockets) socket.resume();
    const idle = await ask(server, { do: 'settle' });
    await ask(server, { do: 'broadcast', times: 5, size: 100, pause: 200 });
    const quiet = await ask(server, { do: 'settle' });
    const told = await ask(server, { do: 'broadcast', times: 10, size: 100, pause: 200 });
    rows.push({
      name,
      'rss KiB a socket': round2((idle.rss - before.rss) / count / 1_024),
      'heap KiB a socket': round2((idle.heap - before.heap) / count / 1_024),
      'broadcast µs a socket': round2((told.cpu - quiet.cpu) / count / 10),
    });
    await closeAll(sockets);
    server.process.kill();
  }
  console.log(`${count} idle sockets`);
  console.table(rows);
}

/** One reader stops reading while 50 MB are sent to the room. */
async function runSlow(): Promise<void> {
  const server = await start('typhoon');
  const [fast, slow] = [await open(`${server.url}/idle`), await open(`${server.url}/idle`)];
  let received = 0;
  fast.on('data', (chunk: Buffer) => (received += chunk.length));
  slow.pause();
  const before = await ask(server, { do: 'settle' });
  await ask(server, { do: 'broadcast', times: 500, size: 100_000, pause: 1 });
  const after = await ask(server, { do: 'settle' });
  console.log('a reader that stops reading');
  console.table([
    {
      'MB to the other': round2(received / 1e6),
      'MB grown': round2((after.rss - before.rss) / 1e6),
      'of it buffers': round2((after.external - before.external) / 1e6),
    },
  ]);
  await closeAll([fast, slow]);
  server.process.kill();
}

/** A thousand sockets: malformed frames, messages that are too large, sudden resets. */
async function runAbuse(): Promise<void> {
  const server = await start('typhoon');
  const abuse = async (): Promise<void> => {
    const sockets = await openMany(`${server.url}/echo`, 1_000);
    sockets.forEach((socket, index) => {
      if (index % 4 === 0) socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
      else if (index % 4 === 1) socket.write(Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
      else if (index % 4 === 2) socket.write(toFrame('{"id":'));
      else socket.resetAndDestroy();
    });
    await wait(500);
    await closeAll(sockets);
  };
  await abuse();
  const rows = [];
  for (let round = 1; round <= 3; round++) {
    const before = await ask(server, { do: 'settle' });
    await abuse();
    const after = await ask(server, { do: 'settle' });
    rows.push({ round, 'heap KiB before': Math.round(before.heap / 1_024), 'heap KiB after': Math.round(after.heap / 1_024) });
  }
  console.log('a thousand sockets abused, three times');
  console.table(rows);
  server.process.kill();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

if (wanted.includes('echo')) await runEcho();
if (wanted.includes('idle')) await runIdle();
if (wanted.includes('slow')) await runSlow();
if (wanted.includes('abuse')) await runAbuse();
process.exit(0);
