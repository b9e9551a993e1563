import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import t from 'tap';

t.test('a child whose supervisor is gone ends', async (t) => {
  const child = fork(resolve('dist/dev/child.js'), [t.testdir({ 'package.json': '{}' }), 'app.ts'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ kind: string }];
    if (message.kind === 'ready') break;
  }
  child.disconnect();
  t.strictSame(await once(child, 'exit'), [null, 'SIGKILL']);
});
