import { PassThrough } from 'node:stream';
import t from 'tap';
import { createTerminal } from '#src/output/terminal.js';

t.test('results and remarks go to their streams, each with one line break at its end', async (t) => {
  const [out, error] = [new PassThrough(), new PassThrough()];
  const terminal = createTerminal(out, error);
  await terminal.print('one');
  await terminal.print('two\n');
  terminal.tell('well');
  t.equal(String(out.read()), 'one\ntwo\n');
  t.equal(String(error.read()), 'well\n');
  t.equal(terminal.outColors.bold('plain'), 'plain');
});
