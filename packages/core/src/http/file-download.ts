import type { Readable } from 'node:stream';
import { mime, isUtf8MimeType } from '@fastify/send';
import contentDisposition from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TypeBoxType } from '../schema/typebox.js';
import { isByteSource, toPayload } from './bytes.js';
import type { ByteSource } from './bytes.js';
import { openFile } from './file-on-disk.js';
import { ANY_TYPE, createResponseKind, formatKind } from './response-kind.js';
import type { FurtherAnswer, ResponseKind } from './response-kind.js';
import { toFilename } from './upload-name.js';

/** What is said of a file beside its bytes. */
export interface FileDescription {
  /** The name that the client saves it under, of any script. Default: the last part of `path`; none for `content`. */
  readonly filename?: string;
  /** The media type. Default: what the name's ending says, else `application/octet-stream`. A `text/` type without a charset is sent as UTF-8. */
  readonly type?: string;
  /** Whether the client saves the file or shows it. Default: 'attachment'. */
  readonly disposition?: 'attachment' | 'inline';
}

/** A file on disk, below a directory that the program chose. */
export interface DiskFile extends FileDescription {
  /** The directory that holds the files, absolute. Nothing outside of it is ever sent. */
  readonly root: string;
  /** The file, relative to `root`, with forward slashes; may come from a client. Parts that begin with a dot are not found. */
  readonly path: string;
}

/** A file that the handler holds, or makes while it is sent. */
export interface HeldFile extends FileDescription {
  readonly content: ByteSource;
  /** Bytes, where a stream's length is known. */
  readonly size?: number;
}

/** What a handler returns for `FileDownload`. */
export type FileSource = DiskFile | HeldFile;

/** `FileDownload` as it is, for files of any type, and as a function, for files of one. */
export interface FileDownloadKind extends ResponseKind<FileSource> {
  (mediaType: string): ResponseKind<FileSource>;
}

/** What files on disk are answered with beside 200. @see RFC 9110 §13, §14 */
const FURTHER: readonly FurtherAnswer[] = [
  {
    status: 206,
    description: 'The part of a file on disk that was asked for',
    headers: { 'Content-Range': { schema: TypeBoxType.String(), description: 'Which part of how many bytes: `bytes 0-99/1234`' } },
  },
  { status: 304, description: 'The client has this version already', headers: { ETag: { schema: TypeBoxType.String() } } },
  { status: 404, description: 'There is no such file' },
  { status: 412, description: 'The version that the request asks for is not the current one' },
  {
    status: 416,
    description: 'The file has no such part',
    headers: { 'Content-Range': { schema: TypeBoxType.String(), description: 'How many bytes there are: `bytes */1234`' } },
  },
];

const READS: NonNullable<ResponseKind<FileSource>['reads']> = {
  range: { schema: TypeBoxType.String(), description: 'The part to send: `bytes=0-99`.' },
  'if-none-match': { schema: TypeBoxType.String(), description: 'The `ETag` of the version that the client has.' },
};

/**
 * A file to save or to show: the handler returns where it is on disk, or its bytes.
 *
 * From disk: `Range` (206, 416), `If-Range`, `If-None-Match` and `If-Modified-Since` (304), `If-Match` and
 * `If-Unmodified-Since` (412) are answered as RFC 9110 says; what is not there, is a directory, begins with a dot, or
 * lies outside of `root` (by `..`, by an absolute path or by a symbolic link) is a 404.
 *
 * @param mediaType What the documents say, and the type of files that name none: `FileDownload('application/pdf')`.
 * @see RFC 6266 (Content-Disposition)
 * @example @Get('/reports/:name', { response: FileDownload }) report(@Path('name', Type.String()) name: string) { return { root: REPORTS, path: name }; }
 * @example @Get('/export', { response: FileDownload('text/csv') }) csv() { return { content: Readable.from(this.rows()), filename: 'Größen.csv' }; }
 */
export const FileDownload: FileDownloadKind = toCallable(fileKind(undefined));

function fileKind(mediaType: string | undefined): ResponseKind<FileSource> {
  return createResponseKind({
    name: 'file',
    mediaType: mediaType ?? ANY_TYPE,
    schema: undefined,
    status: 200,
    headers: { 'Content-Disposition': { schema: TypeBoxType.String(), description: 'Whether to save the file, and under which name' } },
    further: FURTHER,
    reads: READS,
    findProblem,
    toPayload: (value, reply, request) => {
      const source = value as FileSource;
      return 'path' in source ? sendDiskFile(source, mediaType, reply, request) : sendHeldFile(source, mediaType, reply);
    },
  });
}

/** A function has a `name` of its own, which has to be the kind's. */
function toCallable(kind: ResponseKind<FileSource>): FileDownloadKind {
  const create = (mediaType: string): ResponseKind<FileSource> => fileKind(mediaType);
  return Object.defineProperties(create, Object.getOwnPropertyDescriptors(kind)) as FileDownloadKind;
}

function findProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return `expects a file ({ root, path } or { content }), but got ${formatKind(value)}`;
  const { root, path, content, size } = value as Record<string, unknown>;
  if (path === undefined) {
    if (!isByteSource(content)) return `expects 'content' to be bytes or a stream of them, but got ${formatKind(content)}`;
    return size === undefined || Number.isSafeInteger(size) ? undefined : `expects 'size' to be a number of bytes, but got ${formatKind(size)}`;
  }
  if (typeof path !== 'string') return `expects 'path' to be a string, but got ${formatKind(path)}`;
  return typeof root === 'string' && root !== '' ? undefined : `expects 'root' to be a directory, but got ${formatKind(root)}`;
}

async function sendDiskFile(source: DiskFile, mediaType: string | undefined, reply: FastifyReply, request: FastifyRequest): Promise<Readable | undefined> {
  const { status, headers, stream } = await openFile(source, request.raw);
  if (status !== 200) reply.code(status);
  for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
  if (stream !== undefined) describeFile(source, source.path, mediaType, reply);
  return stream;
}

function sendHeldFile(source: HeldFile, mediaType: string | undefined, reply: FastifyReply): unknown {
  const { content, size } = source;
  describeFile(source, '', mediaType, reply);
  if (size !== undefined) reply.header('content-length', String(size));
  return toPayload(content);
}

function describeFile(source: FileDescription, path: string, mediaType: string | undefined, reply: FastifyReply): void {
  const filename = toFilename(source.filename ?? path);
  const disposition = contentDisposition(filename === '' ? undefined : filename, { type: source.disposition ?? 'attachment', fallback: toAscii(filename) });
  reply.header('content-disposition', disposition);
  if (!reply.hasHeader('content-type')) reply.header('content-type', withCharset(source.type ?? mediaType) ?? typeOf(filename));
  // What was uploaded as an image shall not run as a page, whatever its bytes look like.
  if (!reply.hasHeader('x-content-type-options')) reply.header('x-content-type-options', 'nosniff');
}

/**
 * The name for clients that do not know `filename*`, without accents and with '_' for what has no letter in ASCII: the
 * octets above it are read as Latin-1 by some and as UTF-8 by others.
 *
 * @see RFC 6266 §4.3, Appendix D
 */
function toAscii(filename: string): string {
  return filename
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]/gu, '_');
}

/** A text without a charset is read in whatever encoding the client guesses. */
function withCharset(type: string | undefined): string | undefined {
  return type?.startsWith('text/') === true && !/;\s*charset=/i.test(type) ? `${type}; charset=utf-8` : type;
}

function typeOf(filename: string): string {
  const type = mime.getType(filename) ?? 'application/octet-stream';
  return isUtf8MimeType(type) ? `${type}; charset=utf-8` : type;
}
