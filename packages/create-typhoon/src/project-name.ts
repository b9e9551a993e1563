import { basename, resolve } from 'node:path';

/**
 * The name of a package in a folder.
 *
 * 'My API' → 'my-api'
 *
 * @returns 'api' where nothing of it can stay.
 */
export function toProjectName(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9._~-]+/g, '-')
    .replaceAll(/^[._-]+|-+$/g, '');
  return name === '' ? 'api' : name;
}
