import { once } from 'node:events';
import t from 'tap';
import { Load } from '../fixtures/load.js';
import { Program } from '../fixtures/program.js';

t.setTimeout(110_000);

t.test('a worker that is asked to end by SIGTERM finishes what is under way, and is replaced', async (t) => {
  const program = new Program(t, '2');
  const load = new Load(await program.address());
  await load.until(() => load.answers.size === 2);
  process.kill(Number([...load.answers.keys()][0]), 'SIGTERM');
  await load.until(() => load.answers.size === 3);
  await load.stop();
  t.strictSame(load.failures, []);
  t.match(program.output, /Worker \d+ ended with code 0: another one takes its place\./);
  t.equal(await program.end('SIGTERM'), 0);
});

t.test('a worker whose primary was killed finishes what is under way, and ends', async (t) => {
  const program = new Program(t, '1');
  const slow = fetch(`${await program.address()}/slow`);
  await program.sees(/slow/);
  program.child.kill('SIGKILL');
  t.equal((await slow).status, 200);
  // The worker has its end of the pipe as long as it lives.
  if (program.child.stdout?.closed === false) await once(program.child.stdout, 'close');
  t.match(program.output, 'received 1');
});
