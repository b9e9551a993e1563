// Runs in a process of its own: the folder that tap gives it belongs to the whole process.
import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import t from 'tap';
import { Controller, Depends, FileDownload, Get, Query, Type, fastifyReply } from '#src/index.js';
import type { FileSource } from '#src/index.js';
import type { FastifyReply } from 'fastify';
import { startApp } from '../fixtures/start-app.js';

const root = t.testdir({
  files: {
    'report.txt': '0123456789',
    'image.png': 'png',
    'Ünï "x".csv': 'a,b',
    '.secret': 'secret',
    inner: { 'deep.html': '<p>' },
    '.hidden': { 'x.txt': 'secret' },
  },
  'outside.txt': 'secret',
  'files-2': { 'x.txt': 'secret' },
});
const FILES = join(root, 'files');
const MODIFIED = new Date('2024-05-01T10:00:00.000Z');

@Controller('/')
class Files {
  @Get('/disk', { response: FileDownload })
  disk(@Query('path', Type.String()) path: string): FileSource {
    return { root: FILES, path };
  }

  @Get('/inline', { response: FileDownload('image/x-thing') })
  inline(@Depends(fastifyReply) reply: FastifyReply): FileSource {
    reply.header('cache-control', 'private, max-age=60');
    return { root: FILES, path: 'image.png', disposition: 'inline', filename: '../shown.png' };
  }

  @Get('/held', { response: FileDownload })
  held(): FileSource {
    return { content: Buffer.from('a,b'), filename: 'Größen\r\n€.csv' };
  }

  @Get('/stream', { response: FileDownload })
  async stream(): Promise<FileSource> {
    return Promise.resolve({ content: Readable.from(['abc', 'def']), size: 6, type: 'application/x-thing' });
  }

  @Get('/wrong', { response: FileDownload })
  wrong(@Query('what', Type.String()) what: string): never {
    const values: Record<string, unknown> = {
      text: 'secret',
      rootless: { path: 'report.txt' },
      list: { root: FILES, path: ['secret'] },
      content: { content: 'secret' },
      size: { content: Buffer.from('x'), size: 'secret' },
    };
    return values[what] as never;
  }

  @Get('/no-root', { response: FileDownload })
  noRoot(): FileSource {
    return { root: join(root, 'nowhere'), path: 'x' };
  }

  // @ts-expect-error a path alone says nothing of what may be read
  @Get('/refused', { response: FileDownload })
  refused(): { path: string } {
    return { path: 'x' };
  }
}

t.before(async () => {
  await utimes(join(FILES, 'report.txt'), MODIFIED, MODIFIED);
  await symlink(join(root, 'outside.txt'), join(FILES, 'out.txt'));
  await symlink(join(FILES, 'report.txt'), join(FILES, 'in.txt'));
  await mkdir(join(FILES, 'directory'));
  await writeFile(join(FILES, 'directory', 'index.html'), 'index');
});

const disk = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') => ({ method, url: '/disk', query: { path }, headers });

t.test('sends a file with its name, type, length and date', async (t) => {
  const app = await startApp(t, { controllers: [Files] });
  const response = await app.inject(disk('report.txt'));
  t.equal(response.statusCode, 200);
  t.equal(response.payload, '0123456789');
  t.match(response.headers, {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': 'attachment; filename="report.txt"',
    'content-length': '10',
    'last-modified': MODIFIED.toUTCString(),
    'accept-ranges': 'bytes',
    etag: /^W\/"/,
    'x-content-type-options': 'nosniff',
  });
  t.equal(response.headers['cache-control'], undefined, 'whether others may keep it is for the program to say');
  const head = await app.inject(disk('report.txt', {}, 'HEAD'));
  t.strictSame([head.statusCode, head.payload, head.headers['content-length'], head.headers.etag], [200, '', '10', response.headers.etag]);
  t.equal((await app.inject(disk('in.txt'))).payload, '0123456789', 'a link that stays inside');
  t.equal((await app.inject(disk('inner/deep.html'))).headers['content-type'], 'text/html; charset=utf-8');
});

t.test('takes name, type and disposition from the handler, and headers that it set', async (t) => {
  const app = await startApp(t, { controllers: [Files] });
  t.match((await app.inject('/inline')).headers, {
    'content-type': 'image/x-thing',
    'content-disposition': 'inline; filename="shown.png"',
    'cache-control': 'private, max-age=60',
  });
});

t.test('writes names of any script so that every client reads them', async (t) => {
  const app = await startApp(t, { controllers: [Files] });
  t.equal(
    (await app.inject(disk('Ünï "x".csv'))).headers['content-disposition'],
    `attachment; filename="Uni \\"x\\".csv"; filename*=UTF-8''%C3%9Cn%C3%AF%20%22x%22.csv`,
  );
  const held = await app.inject('/held');
  t.equal(held.headers['content-disposition'], `attachment; filename="Gro_en_.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fen%E2%82%AC.csv`);
  t.strictSame([held.headers['content-type'], held.headers['content-length'], held.payload], ['text/csv; charset=utf-8', '3', 'a,b']);
});

t.test('says of a text that it is UTF-8, unless the handler says something else', async (t) => {
  const rows = [
    ['text/csv', 'text/csv; charset=utf-8'],
    ['text/csv; header=present', 'text/csv; header=present; charset=utf-8'],
    ['text/csv;charset=iso-8859-1', 'text/csv;charset=iso-8859-1'],
    ['application/pdf', 'application/pdf'],
  ] as const;
  @Controller('/')
  class Typed {
    @Get('/held', { response: FileDownload })
    held(@Query('type', Type.String()) type: string): FileSource {
      return { content: Buffer.from('a'), type };
    }
    @Get('/declared', { response: FileDownload('text/plain') })
    declared(): FileSource {
      return { content: Buffer.from('a') };
    }
  }
  const app = await startApp(t, { controllers: [Typed] });
  for (const [type, want] of rows) t.equal((await app.inject({ url: '/held', query: { type } })).headers['content-type'], want);
  t.equal((await app.inject('/declared')).headers['content-type'], 'text/plain; charset=utf-8');
});

t.test('streams what the handler makes', async (t) => {
  const app = await startApp(t, { controllers: [Files] });
  const response = await app.inject('/stream');
  t.strictSame([response.payload, response.headers['content-length'], response.headers['content-disposition']], ['abcdef', '6', 'attachment']);
  t.equal(response.headers['content-type'], 'application/x-thing');
  const head = await app.inject({ method: 'HEAD', url: '/stream' });
  t.strictSame([head.statusCode, head.payload, head.headers['content-length']], [200, '', '6']);
});

t.test('finds nothing outside of its root, nothing hidden, and no directory', async (t) => {
  const app = await startApp(t, { controllers: [Files] });
  const paths = [
    '../outside.txt',
    'inner/../../outside.txt',
    '..%2foutside.txt',
    '%2e%2e/outside.txt',
    '..\\outside.txt',
    '../files-2/x.txt',
    join(root, 'outside.txt'),
    '/etc/passwd',
    'out.txt',
    '.secret',
    '.hidden/x.txt',
    'directory',
    'directory/',
    'inner//deep.html',
    '.',
    '',
    'report.txt/x',
    'report.txt\u0000.png',
    'missing.txt',
    'x'.repeat(5000),
  ];
  for (const path of paths) {
    const response = await app.inject(disk(path));
    t.equal(response.statusCode, 404, JSON.stringify(path.slice(0, 40)));
    t.match(response.json(), { code: 'not_found' });
    t.notMatch(response.payload, 'secret');
    t.strictSame([response.headers.etag, response.headers['content-disposition'], response.headers['last-modified']], [undefined, undefined, undefined]);
  }
  t.equal((await app.inject('/no-root')).statusCode, 404);
});

t.test('answers ranges and conditions', async (t) => {
  const app = await startApp(t, { controllers: [Files] });
  const etag = String((await app.inject(disk('report.txt'))).headers.etag);
  const date = MODIFIED.toUTCString();
  const before = new Date(MODIFIED.getTime() - 60_000).toUTCString();
  const rows = [
    [{ range: 'bytes=2-4' }, 206, '234', 'bytes 2-4/10'],
    [{ range: 'bytes=-3' }, 206, '789', 'bytes 7-9/10'],
    [{ range: 'bytes=8-' }, 206, '89', 'bytes 8-9/10'],
    [{ range: 'lines=1-2' }, 200, '0123456789', undefined],
    [{ range: 'bytes=2-4', 'if-range': date }, 206, '234', 'bytes 2-4/10'],
    [{ range: 'bytes=2-4', 'if-range': before }, 200, '0123456789', undefined],
    [{ 'if-none-match': etag }, 304, '', undefined],
    [{ 'if-none-match': '"other"', 'if-modified-since': date }, 200, '0123456789', undefined],
    [{ 'if-modified-since': date }, 304, '', undefined],
    [{ 'if-modified-since': before }, 200, '0123456789', undefined],
    [{ 'if-unmodified-since': date }, 200, '0123456789', undefined],
  ] as const;
  for (const [headers, status, body, range] of rows) {
    const response = await app.inject(disk('report.txt', headers));
    t.strictSame([response.statusCode, response.payload, response.headers['content-range']], [status, body, range], JSON.stringify(headers));
    if (status === 304)
      t.strictSame([response.headers['content-type'], response.headers['content-length'], response.headers.etag], [undefined, undefined, etag]);
  }
  const unsatisfiable = await app.inject(disk('report.txt', { range: 'bytes=20-30' }));
  t.strictSame([unsatisfiable.statusCode, unsatisfiable.headers['content-range'], unsatisfiable.json().code], [416, 'bytes */10', 'range_not_satisfiable']);
  const failed = await app.inject(disk('report.txt', { 'if-match': '"other"' }));
  t.strictSame([failed.statusCode, failed.json().code], [412, 'precondition_failed']);
  t.equal((await app.inject(disk('report.txt', { 'if-unmodified-since': before }))).statusCode, 412);
});

t.test('answers 500 for what is no file, and says in the log what is missing', async (t) => {
  const app = await startApp(t, { controllers: [Files] });
  const rows = [
    ['text', 'expects a file ({ root, path } or { content }), but got a string'],
    ['nothing', 'expects a file ({ root, path } or { content }), but got undefined'],
    ['rootless', "expects 'root' to be a directory, but got undefined"],
    ['list', "expects 'path' to be a string, but got a list"],
    ['content', "expects 'content' to be bytes or a stream of them, but got a string"],
    ['size', "expects 'size' to be a number of bytes, but got a string"],
  ] as const;
  for (const [what, problem] of rows) {
    const response = await app.inject({ url: '/wrong', query: { what } });
    t.equal(response.statusCode, 500, what);
    t.equal(app.lines.at(-1)?.msg, `Files.wrong returned what cannot be sent with status 200: its response ${problem}.`);
  }
  t.notMatch(JSON.stringify(app.lines), 'secret');
});

t.test('is sent whatever type the client accepts, but where its own is declared', async (t) => {
  const app = await startApp(t, { controllers: [Files] });
  t.equal((await app.inject(disk('image.png', { accept: 'image/png' }))).statusCode, 200);
  t.equal((await app.inject({ url: '/inline', headers: { accept: 'text/html' } })).statusCode, 406);
});
