/** The program of a child of `typhoon dev`: gets everything ready, waits for its turn, and serves one run of the application. */
import type * as Core from '@typhoon/core';
import { importFramework } from '../entry/framework.js';
import { registerTypeScript } from '../entry/typescript-loader.js';
import { CliError } from '../errors.js';
import type { CliErrorCode } from '../errors.js';
import { colorsOf } from '../output/colors.js';
import { formatFailure } from '../output/failure.js';
import { serveEntry } from '../start/serve-entry.js';
import { toServerOptions } from '../start/server-options.js';
import { readTls } from '../start/tls-options.js';
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
if (turn === 'later') await practise();
tell({ kind: 'ready' });

async function run({ entry, listen, tls, verbose }: Extract<ToChild, { kind: 'run' }>): Promise<void> {
  try {
    const server = toServerOptions({ tls: readTls(tls), http2: tls.http2 });
    const served = await serveEntry({ entry, listen, server, command: 'typhoon dev' });
    ({ app } = served);
    tell({ kind: 'listening', address: served.address, docs: app.fastify.hasRoute({ method: 'GET', url: '/docs' }), routes: markRoutes(app.routes) });
  } catch (error) {
    const text = formatFailure(error, { verbose, colors: colorsOf(process.stderr), folder });
    tell({ kind: 'failed', text, isPort: error instanceof CliError && INCURABLE.has(error.code) });
  }
}

/** What no change of a file of the project cures. */
const INCURABLE: ReadonlySet<CliErrorCode> = new Set(['TYPHOON_ERR_CLI_PORT', 'TYPHOON_ERR_CLI_TLS']);

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

/** What runs for the first time is slow: a child that has time until its turn makes an empty application. */
async function practise(): Promise<void> {
  const framework = await importFramework(entry);
  try {
    const empty = framework?.createApp({ controllers: [], server: { logger: false } });
    await empty?.ready();
    await empty?.close();
  } catch {
    // Broken: the run itself will say so.
  }
}

function tell(message: FromChild): void {
  // A supervisor that is gone is told nothing; 'disconnect' says so.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
