import { readFileSync } from 'node:fs';
import t from 'tap';
import { CLI_ERROR_CODES, CliError } from '#src/errors.js';

t.test('an error of the command line has a code, a message and what caused it', async (t) => {
  const cause = new Error('EADDRINUSE');
  const error = new CliError('TYPHOON_ERR_CLI_PORT', 'Port 3000 is in use.', { cause });
  t.match(error, { name: 'CliError', code: 'TYPHOON_ERR_CLI_PORT', message: 'Port 3000 is in use.', cause });
  for (const code of Object.keys(CLI_ERROR_CODES)) t.match(code, /^TYPHOON_ERR_CLI_[A-Z_]+$/);
});

t.test('every code stands on the page of error codes, with its meaning, and no other', async (t) => {
  const page = readFileSync(new URL('../../../docs/reference/errors.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `(TYPHOON_ERR_CLI_\w+)` +\| (.+?) +\|$/gm)].map(([, code, meaning]) => [code, meaning]);
  t.strictSame(listed, Object.entries(CLI_ERROR_CODES));
});
