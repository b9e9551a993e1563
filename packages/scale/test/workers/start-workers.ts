import { join } from 'node:path';
import t from 'tap';
import { startWorkers } from '#src/workers/start-workers.js';
import { Load } from '../fixtures/load.js';
import { Program } from '../fixtures/program.js';

t.setTimeout(110_000);

t.test('a reload under load puts new workers in the places of the old ones, and loses no request', async (t) => {
  const program = new Program(t, '2');
  const load = new Load(await program.address());
  await load.until(() => load.answers.size === 2);
  const old = [...load.answers.keys()];
  program.child.kill('SIGHUP');
  await program.sees(/Reloaded in \d+ ms/);
  await load.until(() => load.answers.size === 4 && load.count >= 2_000);
  await load.stop();
  t.strictSame(load.failures, []);
  t.ok(load.farewells > 0, 'connections that stay open are told to go');
  for (const pid of old) t.throws(() => process.kill(pid, 0), { code: 'ESRCH' }, 'the old one is gone');
  t.equal(await program.end('SIGTERM'), 0);
});

t.test('a worker that is killed under load is replaced, and takes nothing with it but its own connections', async (t) => {
  const program = new Program(t, '2');
  const load = new Load(await program.address());
  await load.until(() => load.answers.size === 2);
  process.kill(Number([...load.answers.keys()][0]), 'SIGKILL');
  await load.until(() => load.answers.size === 3 && load.count >= 1_000);
  await load.stop();
  t.strictSame(
    [...new Set(load.failures)].filter((code) => code !== 'ECONNRESET'),
    [],
    'nobody is refused, and nobody waits for ever',
  );
  t.ok(load.failures.length <= 12, `no more than were under way: ${load.failures.length}`);
  t.match(program.output, /Worker \d+ ended by SIGKILL: another one takes its place\./);
  t.equal(await program.end('SIGTERM'), 0);
});

t.test('an end under load finishes what is under way, and refuses what comes later', async (t) => {
  const program = new Program(t, '2');
  const address = await program.address();
  const load = new Load(address);
  await load.until(() => load.answers.size === 2 && load.count >= 500);
  const slow = fetch(`${address}/slow`);
  await program.sees(/slow/);
  t.equal(await program.end('SIGTERM'), 0);
  await load.stop();
  t.equal((await slow).headers.get('connection'), 'close');
  t.equal((await slow).status, 200);
  const received = [...program.output.matchAll(/received (\d+)/g)].map(([, count]) => Number(count));
  t.equal(
    received.reduce((sum, count) => sum + count, 0),
    load.count + 1,
    'every request that has reached a worker is answered',
  );
  // What waits to be accepted when the port is closed is reset.
  t.strictSame(
    [...new Set(load.failures)].filter((code) => code !== 'ECONNREFUSED' && code !== 'ECONNRESET'),
    [],
  );
  t.match(program.output, 'SIGTERM: no more connections are taken, 60000 ms for what is under way.');
});

t.test('a second signal ends at once, whatever is under way', async (t) => {
  const program = new Program(t, '2', '100000');
  const stuck = fetch(`${await program.address()}/stuck`).catch(() => 'broken off');
  await program.sees(/stuck/);
  program.child.kill('SIGINT');
  await program.sees(/SIGINT: no more/);
  t.equal(await program.end('SIGTERM'), 1);
  t.equal(await stuck, 'broken off');
});

t.test('what is not done by the deadline is broken off, and that is a failure', async (t) => {
  const program = new Program(t, '2', '200');
  const stuck = fetch(`${await program.address()}/stuck`).catch(() => 'broken off');
  await program.sees(/stuck/);
  t.equal(await program.end('SIGTERM'), 1);
  t.equal(await stuck, 'broken off');
  t.match(program.output, 'The deadline has passed: what is still under way is broken off.');
});

t.test('refuses a number of workers that is none', async (t) => {
  for (const workers of [0, -1, 1.5, NaN])
    await t.rejects(startWorkers({ workers, serve: () => Promise.reject(new Error('unused')) }), { name: 'RangeError', message: `but is '${workers}'.` });
});

t.test('refuses a patience that is none', async (t) => {
  for (const patience of [-1, NaN])
    await t.rejects(startWorkers({ patience, serve: () => Promise.reject(new Error('unused')) }), { name: 'RangeError', message: `but is '${patience}'.` });
});

t.test('a schedule is run by one of the workers each time', async (t) => {
  const flag = join(t.testdir({ mood: 'scheduled' }), 'mood');
  const program = new Program(t, '2', '60000', flag);
  await program.sees(/with 2 workers(?:[^]*tick \d+){6}/);
  t.equal(await program.end('SIGTERM'), 0);
  const timesOf = (what: RegExp): readonly number[] => [...program.output.matchAll(what)].map(([, time]) => Number(time));
  const ticks = timesOf(/tick (\d+)/g);
  // However late a run is: there are no more of them than times that were due.
  const due = Math.floor((Math.max(...ticks) - Math.min(...timesOf(/begun (\d+)/g))) / 400) + 1;
  t.ok(ticks.length <= due, `${ticks.length} runs at ${due} times`);
});
