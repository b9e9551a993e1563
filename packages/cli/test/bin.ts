import { readFileSync } from 'node:fs';
import t from 'tap';
import { BIN, typhoon } from './fixtures/command.js';

t.setTimeout(110_000);

t.test('the binary is run by Node, and says its version', async (t) => {
  t.match(readFileSync(BIN, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  t.strictSame(await typhoon('.', ['--version']), { code: 0, out: `${version}\n`, error: '' });
});
