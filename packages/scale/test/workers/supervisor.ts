import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { Program } from '../fixtures/program.js';

t.setTimeout(110_000);

t.test('a mistake at boot is said once, and ends the whole', async (t) => {
  const flag = join(t.testdir({ flag: 'broken' }), 'flag');
  const program = new Program(t, '3', '5000', flag);
  t.equal(await program.end(), 1);
  t.equal(program.output, 'error The database is not there.\n');
});

t.test('workers that die again and again are replaced ever later, and at last no more', async (t) => {
  const flag = join(t.testdir({ flag: 'dying' }), 'flag');
  const program = new Program(t, '1', '5000', flag);
  t.equal(await program.end(), 1);
  t.equal(program.output.match(/ended with code 7: another one takes its place/g)?.length, 4);
  t.match(program.output, 'takes its place in 800 ms.\n');
  t.match(program.output, '5 workers in a row ended within 10 s, the last with code 7: no more are started.');
});

t.test('a reload whose first worker cannot start leaves the old ones where they are', async (t) => {
  const flag = join(t.testdir(), 'flag');
  const program = new Program(t, '2', '5000', flag);
  const address = await program.address();
  writeFileSync(flag, 'broken');
  program.child.kill('SIGHUP');
  await program.sees(/error The database is not there\.\nThe old workers go on: nothing is reloaded\.\n/);
  t.equal((await fetch(address)).status, 200);
  t.equal(await program.end('SIGTERM'), 0);
});

t.test('why a worker could not start is said of each, not of the first one alone', async (t) => {
  const flag = join(t.testdir({ flag: 'broken for the second' }), 'flag');
  const program = new Program(t, '2', '5000', flag);
  await program.sees(/error The database is not there\.\n/);
  await program.sees(/Listening at/);
  t.equal(await program.end('SIGTERM'), 0);
});

t.test('a reload whose worker hangs while it starts is given up, and the next one is done', async (t) => {
  const flag = join(t.testdir(), 'flag');
  const program = new Program(t, '1', '5000', flag, '8000');
  const address = await program.address();
  writeFileSync(flag, 'hanging');
  program.child.kill('SIGHUP');
  await program.sees(
    /A worker ended while it started, by SIGKILL, since it gave no sign of life for 8000 ms\.\nThe old workers go on: nothing is reloaded\.\n/,
  );
  t.equal((await fetch(address)).status, 200);
  writeFileSync(flag, '');
  program.child.kill('SIGHUP');
  await program.sees(/Reloaded in \d+ ms/);
  t.equal(await program.end('SIGTERM'), 0);
});

t.test('a worker whose event loop is blocked is replaced', async (t) => {
  const program = new Program(t, '2', '5000', '', '8000');
  const address = await program.address();
  const blocked = fetch(`${address}/blocked`).catch(() => 'broken off');
  const pid = await program.sees(/blocked (\d+)/);
  await program.sees(new RegExp(`Worker ${pid} ended by SIGKILL, since it gave no sign of life for 8000 ms: another one takes its place`));
  t.equal(await blocked, 'broken off');
  t.equal((await fetch(address)).status, 200);
  t.equal(await program.end('SIGTERM'), 0);
});

t.test('an end in the middle of a reload starts no further worker', async (t) => {
  const folder = t.testdir({ flag: 'telling' });
  const program = new Program(t, '2', '60000', join(folder, 'flag'));
  const address = await program.address();
  const old = await program.sees(/forked (\d+)/);
  const held = await holdEach(program, address, folder);
  program.child.kill('SIGHUP');
  await program.sees(/(?:forked[^]*){3}/);
  // The new one has come into the place when the old one has been told to go, and is refused to whoever comes.
  await untilAnother(address, [...held.keys()]);
  program.child.kill('SIGTERM');
  await program.sees(/SIGTERM: no more/);
  held.get(old)?.release();
  await program.sees(new RegExp(`exited ${old}`));
  for (const { release } of held.values()) release();
  t.equal(await program.end(), 0);
  for (const { answer } of held.values()) t.equal((await answer).status, 200);
  t.equal(program.output.match(/forked/g)?.length, 3);
});

t.test('an end while workers start is not waited for longer than they do', async (t) => {
  const flag = join(t.testdir({ flag: 'telling' }), 'flag');
  const program = new Program(t, '2', '100000', flag);
  await program.sees(/forked/);
  t.equal(await program.end('SIGTERM'), 0);
});

interface Held {
  readonly answer: Promise<Response>;
  readonly release: () => void;
}

/** One request in each of two workers, which end when they are told to. */
async function holdEach(program: Program, address: string, folder: string): Promise<ReadonlyMap<string, Held>> {
  const held = new Map<string, Held>();
  for (let count = 1; held.size < 2; count++) {
    const file = join(folder, `go${count}`);
    const release = (): void => writeFileSync(file, '');
    const answer = fetch(`${address}/held?file=${encodeURIComponent(file)}`);
    const pid = await program.sees(new RegExp(`(?:held by \\d+\\s[^]*){${count - 1}}held by (\\d+)`));
    if (held.has(pid)) release();
    else held.set(pid, { answer, release });
  }
  return held;
}

async function untilAnother(address: string, known: readonly string[]): Promise<void> {
  for (;;) {
    const response = await fetch(address, { headers: { connection: 'close' } });
    const { pid } = (await response.json()) as { pid: number };
    if (!known.includes(String(pid))) return;
  }
}
