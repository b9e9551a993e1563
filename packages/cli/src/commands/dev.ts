import { DevServer } from '../dev/dev-server.js';
import type { DevServerOptions } from '../dev/dev-server.js';
import { checkTypes } from '../dev/type-checker.js';
import { readProject } from '../entry/project-settings.js';
import type { Terminal } from '../output/terminal.js';
import { assertTls } from '../start/tls-options.js';
import { untilSignal } from '../start/until-signal.js';

/** Options of `typhoon dev`. */
export interface DevOptions extends DevServerOptions {
  /** Whether the types are checked beside. Default: the project's setting, else true. */
  readonly typecheck?: boolean | undefined;
}

/** Serves an application during development, until Ctrl-C. */
export async function dev(options: DevOptions, terminal: Terminal): Promise<number> {
  assertTls(options);
  const project = readProject(process.cwd());
  const server = new DevServer(project, options, terminal);
  const signal = untilSignal();
  const isStarted = await Promise.race([server.start(), signal.then(() => true)]);
  if (!isStarted) {
    await server.close();
    return 1;
  }
  const isChecked = options.typecheck ?? project.settings.typecheck ?? true;
  const stopChecking = isChecked ? checkTypes(project.folder, terminal.errorColors, terminal.tell) : undefined;
  await signal;
  stopChecking?.();
  await server.close();
  return 0;
}
