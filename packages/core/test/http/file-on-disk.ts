// Runs in a process of its own: the folder that tap gives it belongs to the whole process.
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { openFile } from '#src/http/file-on-disk.js';

const root = t.testdir({ files: { 'a.txt': 'hello', 'empty.txt': '', 'a%20b +#?.txt': 'odd name' } });
const FILES = join(root, 'files');

function request(headers: Record<string, string> = {}, method = 'GET'): IncomingMessage {
  return { headers, method } as unknown as IncomingMessage;
}

async function read(stream: Readable | undefined): Promise<string | undefined> {
  return stream === undefined ? undefined : text(stream);
}

async function refusal(path: string, headers: Record<string, string>): Promise<unknown> {
  return openFile({ root: FILES, path }, request(headers)).catch((error: unknown) => error);
}

t.test('opens the part that was asked for', async (t) => {
  const whole = await openFile({ root: FILES, path: 'a.txt' }, request());
  t.equal(whole.status, 200);
  t.equal(await read(whole.stream), 'hello');
  const part = await openFile({ root: FILES, path: 'a.txt' }, request({ range: 'bytes=1-2' }));
  t.equal(part.status, 206);
  t.equal(await read(part.stream), 'el');
});

t.test('takes a name as it stands, whatever an address would make of it', async (t) => {
  const { stream } = await openFile({ root: FILES, path: 'a%20b +#?.txt' }, request());
  t.equal(await read(stream), 'odd name');
});

t.test('opens an empty file', async (t) => {
  const { stream, headers } = await openFile({ root: FILES, path: 'empty.txt' }, request());
  t.equal(await read(stream), '');
  t.equal(String(headers['Content-Length']), '0');
});

t.test('has no body where the client has the file already', async (t) => {
  const { headers } = await openFile({ root: FILES, path: 'a.txt' }, request({}, 'HEAD'));
  const again = await openFile({ root: FILES, path: 'a.txt' }, request({ 'if-none-match': String(headers['ETag']) }));
  t.strictSame([again.status, again.stream], [304, undefined]);
});

t.test('refuses as an HTTP error', async (t) => {
  t.match(await refusal('../files/a.txt', {}), { status: 404 });
  t.match(await refusal('a.txt', { range: 'bytes=9-' }), { status: 416, headers: { 'content-range': 'bytes */5' } });
  t.match(await refusal('a.txt', { 'if-match': '"x"' }), { status: 412 });
});
