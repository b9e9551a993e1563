import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { isShownText } from '../fixtures/shown.js';

t.setTimeout(110_000);

const BIN = fileURLToPath(new URL('./bin.js', import.meta.resolve('@typhoon/cli')));

/** What the command prints, as in a project of which the folder is `dist/command-line`. */
async function typhoon(...args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], { cwd: 'dist/command-line', env: { ...process.env, NO_COLOR: '1' } }, (error, out, told) =>
      resolve({ code: Number(error?.code ?? 0), text: out + told }),
    );
  });
}

t.test('the routes are listed', async (t) => {
  isShownText(t, 'command-line/routes', (await typhoon('routes', 'app.js')).text);
});

t.test('what has changed since the lock is told', async (t) => {
  const lock = join(t.testdir(), 'typhoon.lock.json');
  t.equal((await typhoon('check', 'app.js', '--lock', lock, '--update')).code, 0);
  const { code, text } = await typhoon('check', 'later.js', '--lock', lock);
  t.equal(code, 1);
  // A reader has the lock where it is looked for.
  isShownText(t, 'command-line/check', text.replace(` --lock ${lock}`, ''));
});

t.test('a mistake is one message', async (t) => {
  isShownText(t, 'command-line/mistake', (await typhoon('routes', 'ap.js')).text);
});

t.test('the commands are listed', async (t) => {
  isShownText(t, 'command-line/help', (await typhoon('--help')).text);
});
