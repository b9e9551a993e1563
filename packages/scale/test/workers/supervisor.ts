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
