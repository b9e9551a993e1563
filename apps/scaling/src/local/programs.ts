import { existsSync } from 'node:fs';

const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/**
 * Where a program of this machine is.
 *
 * @throws Error Which says what to install.
 */
export function findProgram(name: string): string {
  const path = FOLDERS.map((folder) => `${folder}/${name}`).find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`${name} is not installed. On Debian: apt-get install nginx redis-server. With Docker: docker compose up.`);
  return path;
}
