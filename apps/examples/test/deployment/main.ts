import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';

t.test('closes on SIGTERM', async (t) => {
  const main = fileURLToPath(import.meta.resolve('#src/deployment/main.js'));
  const child = spawn(process.execPath, [main], { env: { ...process.env, PORT: '0', LOG_LEVEL: 'info' }, stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  t.match(JSON.parse(line), { msg: /^Server listening at/ });
  child.kill('SIGTERM');
  t.strictSame(await once(child, 'exit'), [0, null]);
});
