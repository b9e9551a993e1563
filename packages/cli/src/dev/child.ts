/** The program of a child of `typhoon dev`: gets everything ready, waits for its turn, and serves one run of the application. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Core from '@typhoon/core';
import { registerTypeScript } from '../entry/typescript-loader.js';
import { CliError } from '../errors.js';
import { colorsOf } from '../output/colors.js';
import { formatFailure } from '../output/failure.js';
import { serveEntry } from '../start/serve-entry.js';
import type { FromChild, ToChild } from './dev-messages.js';
import { reportModules } from './module-reports.js';
import { markRoutes } from './route-changes.js';

const [folder = process.cwd(), entry = '', turn] = process.argv.slice(2);
let app: Core.Application | undefined;

// A terminal sends Ctrl-C to the supervisor, too, which says what is to be done.
process.on('SIGINT', () => undefined);
// The supervisor is gone without a word.
process.on('disconnect', end);
process.on('message', (message: ToChild) => void (message.kind === 'run' ? run(message) : close()));

await registerTypeScript(entry);
reportModules((paths) => tell({ kind: 'files', paths }));
await warmUp(turn === 'later');
tell({ kind: 'ready' });

async function run({ entry, listen, verbose }: Extract<ToChild, { kind: 'run' }>): Promise<void> {
  try {
    const served = await serveEntry({ entry, listen, command: 'typhoon dev' });
    ({ app } = served);
    tell({ kind: 'listening', address: served.address, docs: app.fastify.hasRoute({ method: 'GET', url: '/docs' }), routes: markRoutes(app.routes) });
  } catch (error) {
    const text = formatFailure(error, { verbose, colors: colorsOf(process.stderr), folder });
    tell({ kind: 'failed', text, isPort: error instanceof CliError && error.code === 'TYPHOON_ERR_CLI_PORT' });
  }
}

async function close(): Promise<void> {
  await app?.close().catch(() => undefined);
  end();
}

/**
 * As process.exit() does it, which now and then waits for the loader's hooks for seconds, or for ever: what listens for the
 * end hears of it, and nothing else is waited for.
 */
function end(): void {
  process.emit('exit', 0);
  process.kill(process.pid, 'SIGKILL');
}

/**
 * Most of the time of a start goes into loading the framework, which no change of the project touches, and into what runs
 * for the first time. Whoever has time until its turn makes an empty application, too.
 */
async function warmUp(hasTime: boolean): Promise<void> {
  const { resolve } = createRequire(join(folder, 'package.json'));
  for (const name of ['typhoon', '@typhoon/core']) {
    try {
      const { createApp } = (await import(pathToFileURL(resolve(name)).href)) as typeof Core;
      if (hasTime) await practise(createApp);
      return;
    } catch {
      // Not what the project uses, or broken: the run itself will say so.
    }
  }
}

async function practise(createApp: typeof Core.createApp): Promise<void> {
  const empty = createApp({ controllers: [], server: { logger: false } });
  await empty.ready();
  await empty.close();
}

function tell(message: FromChild): void {
  // A supervisor that is gone is told nothing; 'disconnect' says so.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
