import type { ListenOptions } from '../entry/application-watch.js';
import { isPort } from '../entry/project-settings.js';
import type { ProjectSettings } from '../entry/project-settings.js';
import { CliError } from '../errors.js';

/** What the command line says of listening. */
interface GivenListen {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** The path of a unix socket, instead of both. */
  readonly socket?: string | undefined;
}

/**
 * Where to listen, as far as anybody said: the command line, else the variable PORT, else the project's settings.
 *
 * @throws CliError TYPHOON_ERR_CLI_USAGE for what is no port, and for two places.
 */
export function listenOptionsOf(given: GivenListen, settings: ProjectSettings, env: NodeJS.ProcessEnv = process.env): ListenOptions {
  const { socket } = given;
  if (socket !== undefined) {
    const other = given.port === undefined ? (given.host === undefined ? undefined : '--host') : '--port';
    if (other !== undefined) throw new CliError('TYPHOON_ERR_CLI_USAGE', `--socket and ${other} say two places to listen. Leave one of them out.`);
    return { path: socket };
  }
  const host = given.host ?? settings.host;
  const port = given.port ?? portOf(env['PORT']) ?? settings.port;
  if (port !== undefined && !isPort(port)) throw new CliError('TYPHOON_ERR_CLI_USAGE', `--port expects a whole number from 0 to 65535 but is '${port}'.`);
  return { ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }) };
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const port = Number(text);
  if (!isPort(port)) throw new CliError('TYPHOON_ERR_CLI_USAGE', `The variable PORT expects a whole number from 0 to 65535 but is '${text}'.`);
  return port;
}
