import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import t from 'tap';

const LOADER = new URL('../../dist/entry/typescript-thread.js', import.meta.url);

/** What a thread says after it has imported the loader, and then a module. */
const PROGRAM = `import { parentPort, workerData } from 'node:worker_threads';
await import(workerData.loader);
parentPort.postMessage((await import(workerData.module)).level);`;

t.test('makes a thread run TypeScript as a tsconfig.json says', async (t) => {
  const folder = t.testdir({
    'package.json': '{"type":"module"}',
    'tsconfig.json': '{"compilerOptions":{"experimentalDecorators":true}}',
    'thread.js': PROGRAM,
    'level.ts': "import { Level } from './levels.js';\nexport const level: string = Level[1] as string;\n",
    'levels.ts': 'export enum Level { low = 1 }\n',
  });
  LOADER.searchParams.set('entry', `${folder}/app.ts`);
  const thread = new Worker(`${folder}/thread.js`, { workerData: { loader: LOADER.href, module: `file://${folder}/level.ts` } });
  t.teardown(() => thread.terminate());
  t.strictSame(await once(thread, 'message'), ['low']);
});
