import type { Application } from '@typhoon/core';
import type { Launcher } from '@typhoon/core/internal';
import { ApplicationWatch } from '../entry/application-watch.js';
import type { ListenOptions } from '../entry/application-watch.js';
import { loadEntry } from '../entry/load-entry.js';
import { CliError } from '../errors.js';
import { openSocket, toSocketError } from './unix-socket.js';
import type { UnixSocket } from './unix-socket.js';

/** What is served, and where. */
export interface ServeOptions {
  /** Absolute. */
  readonly entry: string;
  /** What the user said of listening: it also wins over an entry that listens by itself. */
  readonly listen: ListenOptions;
  /** Of the server, by the command line. */
  readonly server?: Launcher['server'];
  /** The socket, where it is none of `listen`'s ports. */
  readonly socket?: UnixSocket | undefined;
  /** The command, for messages: `typhoon dev`. */
  readonly command: string;
}

/** An application that listens. */
export interface Served {
  readonly app: Application;
  /** `http://127.0.0.1:3000`, `unix:/run/api.sock` */
  readonly address: string;
}

/** Where an application listens when nobody says anything else. */
const DEFAULT_LISTEN = { host: '127.0.0.1', port: 3000 } as const;

/**
 * Loads an entry and makes its application listen, unless it does so by itself.
 *
 * @throws CliError TYPHOON_ERR_CLI_PORT where the port cannot be had, TYPHOON_ERR_CLI_SOCKET where the socket cannot; whatever the entry throws.
 */
export async function serveEntry({ entry, listen, server, socket, command }: ServeOptions): Promise<Served> {
  const watch = new ApplicationWatch({ purpose: 'serve', listen, server });
  try {
    const { app, address } = await loadEntry(entry, watch);
    const heard = await (address ?? app.listen(socket === undefined ? { ...DEFAULT_LISTEN, ...listen } : listen));
    if (socket !== undefined) openSocket(socket);
    return { app, address: socket === undefined ? heard : `unix:${socket.path}` };
  } catch (error) {
    await Promise.allSettled(watch.made.map((app) => app.close()));
    throw socket === undefined ? toListenError(error, { ...DEFAULT_LISTEN, ...listen }, command) : toSocketError(socket, error);
  }
}

function toListenError(error: unknown, wanted: Required<Pick<ListenOptions, 'host' | 'port'>>, command: string): unknown {
  const { code, syscall, port = wanted.port, address: host = wanted.host } = error as { code?: string; syscall?: string; port?: number; address?: string };
  const cause = { cause: error };
  if (code === 'EADDRINUSE') {
    const text = `Port ${port} of ${host} is in use. Stop what listens there, or take another port: ${command} --port ${port + 1}`;
    return new CliError('TYPHOON_ERR_CLI_PORT', text, cause);
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return new CliError('TYPHOON_ERR_CLI_PORT', `Port ${port} may not be listened on by this user. Take one above 1023: ${command} --port 3000`, cause);
  }
  if ((code === 'EADDRNOTAVAIL' && syscall === 'listen') || (code === 'ENOTFOUND' && syscall === 'getaddrinfo')) {
    const text = `'${host}' is no address of this machine. Use 127.0.0.1 for this machine alone, or 0.0.0.0 for all: ${command} --host 0.0.0.0`;
    return new CliError('TYPHOON_ERR_CLI_PORT', text, cause);
  }
  return error;
}
