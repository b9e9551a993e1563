// The same on every Node: it reads what a compiler says.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { isShownText } from './fixtures/shown.js';

const TSC = fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'));

t.setTimeout(110_000);

t.test('the compiler refuses each of the files, with the words that the page shows', async (t) => {
  const { stdout } = spawnSync(process.execPath, [TSC, '-p', 'refused', '--pretty', 'false'], { encoding: 'utf8' });
  const messages = stdout.split(/^(?=refused\/)/m);
  for (const file of readdirSync('refused').filter((name) => name.endsWith('.ts'))) {
    const [message, ...others] = messages.filter((text) => text.startsWith(`refused/${file}(`));
    t.equal(others.length, 0, `${file} has one mistake`);
    isShownText(t, `type-checks/${file.replace('.ts', '')}`, shorten(message ?? 'nothing'));
  }
});

/** The line that names the place, and the innermost lines: between them the compiler only repeats itself. */
function shorten(message: string): string {
  const [first = '', ...rest] = message
    .replace(/^refused\//, '')
    .trimEnd()
    .split('\n');
  const last = rest.slice(-2).map((line) => `  ${line.trim()}`);
  return [first, ...(rest.length > 2 ? ['  …'] : []), ...last].join('\n');
}
