import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';

t.test('serves with several processes, and ends on SIGTERM', async (t) => {
  const main = fileURLToPath(import.meta.resolve('#src/deployment/workers.js'));
  const child = spawn(process.execPath, [main], { env: { ...process.env, PORT: '0', LOG_LEVEL: 'silent' }, stdio: ['ignore', 'ignore', 'pipe'] });
  t.teardown(() => child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stderr), 'line')) as [string];
  const [address = ''] = /http:\S+/.exec(line) ?? [];
  t.equal((await fetch(`${address}/status`)).status, 200);
  child.kill('SIGTERM');
  t.strictSame(await once(child, 'exit'), [0, null]);
});
