import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import t from 'tap';

t.setTimeout(110_000);

const MODULE = pathToFileURL(resolve('dist/start/until-signal.js')).href;

/** Sends signals to a process that ends with 0 some time after the first. */
async function send(script: string): Promise<{ code: number; out: string }> {
  const code = `import { untilSignal } from '${MODULE}'; setTimeout(() => {}, 5000); const first = untilSignal(); ${script}`;
  return new Promise((done) => {
    execFile(process.execPath, ['--input-type=module', '--eval', code], (error, out) => done({ code: Number(error?.code ?? 0), out: out.trim() }));
  });
}

t.test('the first signal is told', async (t) => {
  const found = await send("process.kill(process.pid, 'SIGTERM'); console.log(await first); process.exit(0);");
  t.strictSame(found, { code: 0, out: 'SIGTERM' });
});

t.test('a second signal ends the process at once', async (t) => {
  const found = await send(
    "process.kill(process.pid, 'SIGINT'); await first; process.kill(process.pid, 'SIGTERM'); await new Promise(() => setTimeout(() => {}, 5000));",
  );
  t.strictSame(found, { code: 1, out: '' });
});
