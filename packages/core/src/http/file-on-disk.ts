import { realpath } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { send } from '@fastify/send';
import { HttpError } from './http-error.js';

/** An opened file: the part of it that the request asks for. */
export interface OpenFile {
  /** 200, 206 for a part, 304 where the client has it already. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where there is no body to send. */
  readonly stream: Readable | undefined;
}

/**
 * Opens a file below a directory, as the request's conditions and ranges ask for it.
 *
 * @throws HttpError 404 for what is not to be found there, 412 and 416 for conditions and ranges that do not hold.
 * @see RFC 9110 §13 (Conditional Requests), §14 (Range Requests)
 */
export async function openFile({ root, path }: { readonly root: string; readonly path: string }, request: IncomingMessage): Promise<OpenFile> {
  const file = await locate(root, path);
  if (file === undefined) throw new HttpError(404);
  const { root: directory, inside } = file;
  const result = await send(request, inside.split(sep).map(encodeURIComponent).join('/'), {
    root: directory,
    dotfiles: 'allow',
    index: false,
    // Whether others may keep it is for the program to say.
    cacheControl: false,
    contentType: false,
  });
  if (result.type === 'file') {
    const { statusCode: status, headers, stream } = result;
    return { status, headers, stream: status === 304 ? undefined : stream };
  }
  if (result.type === 'directory') throw new HttpError(404);
  throw toHttpError(result.statusCode, result.headers, result.metadata.error);
}

function toHttpError(status: number, headers: Readonly<Record<string, string>>, cause: Error): HttpError {
  if (status !== 412 && status !== 416) return new HttpError(status < 500 ? 404 : 500, { cause });
  const range = headers['Content-Range'];
  return new HttpError(status, { headers: range === undefined ? {} : { 'content-range': range } });
}

/**
 * Finds a file below a directory, symbolic links resolved; undefined where there is none.
 *
 * `..`, absolute paths, NUL and backslashes are refused as they stand: nothing that a client writes is interpreted.
 */
async function locate(root: string, path: string): Promise<{ readonly root: string; readonly inside: string } | undefined> {
  if (path === '' || isAbsolute(path) || /[\u0000\\]/.test(path)) return undefined;
  if (path.split('/').some((part) => part === '' || part.startsWith('.'))) return undefined;
  try {
    const [directory, file] = await Promise.all([realpath(root), realpath(join(root, path))]);
    const inside = relative(directory, file);
    const isOutside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
    return isOutside ? undefined : { root: directory, inside };
  } catch (error) {
    if (MISSING.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE']);
