import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';

/** The hooks of Node 22.15 and later, which run in the thread of the program. */
interface SynchronousHooks {
  readonly registerHooks?: (hooks: { readonly load: (url: string, context: object, next: (url: string, context: object) => unknown) => unknown }) => unknown;
}

/**
 * Tells of every module of the project that is loaded from now on; what is installed is left out.
 *
 * @param report Called with absolute paths, those of one turn together.
 */
export function reportModules(report: (paths: readonly string[]) => void): void {
  const waiting: string[] = [];
  const add = (url: string): void => {
    if (!url.startsWith('file:') || url.includes('/node_modules/')) return;
    if (waiting.length === 0) setImmediate(() => report(waiting.splice(0)));
    waiting.push(fileURLToPath(url.replace(/[?#].*$/, '')));
  };
  const { registerHooks } = nodeModule as SynchronousHooks;
  if (registerHooks !== undefined) {
    registerHooks({
      load: (url, context, next) => {
        add(url);
        return next(url, context);
      },
    });
    return;
  }
  const { port1, port2 } = new MessageChannel();
  port1.on('message', add).unref();
  nodeModule.register('./report-hooks.js', import.meta.url, { data: port2, transferList: [port2] });
}
