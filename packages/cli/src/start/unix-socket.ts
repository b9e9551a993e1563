import { chmodSync, existsSync, lstatSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, resolve } from 'node:path';
import { CliError } from '../errors.js';

/** What the command line says of a unix socket. */
export interface GivenSocket {
  readonly socket?: string | undefined;
  /** As chmod has it: '660'. */
  readonly socketMode?: string | undefined;
}

/** A unix socket to listen on. */
export interface UnixSocket {
  /** Absolute. */
  readonly path: string;
  /** Who may connect: 0o660. */
  readonly mode: number;
}

/** The owner and the group, in which the proxy has to be. */
const DEFAULT_MODE = '660';

/** Bytes that the system has for the path of a socket. */
const LONGEST = process.platform === 'linux' ? 107 : 103;

/**
 * Reads what stands on the command line; undefined where there is no socket.
 *
 * @throws CliError TYPHOON_ERR_CLI_USAGE for a mode that is none, TYPHOON_ERR_CLI_SOCKET for a path that is too long.
 */
export function readSocket({ socket, socketMode }: GivenSocket): UnixSocket | undefined {
  if (socket === undefined && socketMode !== undefined) throw new CliError('TYPHOON_ERR_CLI_USAGE', '--socket-mode is for a socket: add --socket PATH.');
  if (socket === undefined) return undefined;
  const mode = socketMode ?? DEFAULT_MODE;
  if (!/^0?[0-7]{3}$/.test(mode)) throw new CliError('TYPHOON_ERR_CLI_USAGE', `--socket-mode expects three digits from 0 to 7, as 660, but is '${mode}'.`);
  const path = resolve(socket);
  const length = Buffer.byteLength(path);
  if (length > LONGEST)
    throw new CliError('TYPHOON_ERR_CLI_SOCKET', `The path of the socket '${path}' has ${length} bytes; the system takes ${LONGEST}. Choose a shorter one.`);
  return { path, mode: Number.parseInt(mode, 8) };
}

/**
 * Makes room for a socket: what a process has left that was killed is removed. Once, before anybody listens.
 *
 * @throws CliError TYPHOON_ERR_CLI_SOCKET where somebody listens there, or where something else stands there.
 */
export async function clearSocket({ path }: UnixSocket): Promise<void> {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new CliError('TYPHOON_ERR_CLI_SOCKET', `There is no folder '${folder}' for the socket. Make it, or name another path.`);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new CliError('TYPHOON_ERR_CLI_SOCKET', `'${path}' exists, and is no socket. Name another path.`);
  const failure = await tryToConnect(path);
  if (failure === undefined) throw new CliError('TYPHOON_ERR_CLI_SOCKET', `The socket '${path}' is in use. Stop what listens there, or name another path.`);
  if (failure.code !== 'ECONNREFUSED')
    throw new CliError('TYPHOON_ERR_CLI_SOCKET', `The socket '${path}' exists, and cannot be replaced: ${failure.message}.`, { cause: failure });
  unlinkSync(path);
}

/** Lets in whom the mode says. Until then only the owner could connect, or whom the umask lets. */
export function openSocket({ path, mode }: UnixSocket): void {
  chmodSync(path, mode);
}

/** What `listen` failed with, in words. */
export function toSocketError({ path }: UnixSocket, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'bind') return error;
  const cause = { cause: error };
  if (code === 'EACCES')
    return new CliError('TYPHOON_ERR_CLI_SOCKET', `This user may not make the socket '${path}'. Name a path in a folder of its own.`, cause);
  if (code === 'EADDRINUSE') return new CliError('TYPHOON_ERR_CLI_SOCKET', `The socket '${path}' is in use. Name another path.`, cause);
  return new CliError('TYPHOON_ERR_CLI_SOCKET', `The socket '${path}' cannot be listened on: ${(error as Error).message}.`, cause);
}

async function tryToConnect(path: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((settle) => {
    const socket = connect(path, () => settle(undefined));
    socket.once('error', settle);
    socket.once('connect', () => socket.destroy());
  });
}
