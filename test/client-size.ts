import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import * as client from '@typhoon/client';
import t from 'tap';

const CALLS = 'createTransport, operation, bearer, defineIsError, ApiError';
const STREAMS = 'eventStream, jsonLines';

const SOCKETS = 'socket, SocketError, TransportError';
const CREDENTIALS = 'basic, apiKey, oauth2Password';

/** Minified and gzipped, in bytes: what a page loads for a client of each kind. A bound is there to be noticed. */
const CLIENTS: readonly [name: string, functions: string, bound: number][] = [
  ['calls', CALLS, 3800],
  ['calls with forms and files', `${CALLS}, form, multipart`, 4100],
  ['calls and streams', `${CALLS}, ${STREAMS}`, 4900],
  ['calls, streams and sockets', `${CALLS}, ${STREAMS}, ${SOCKETS}`, 6000],
  ['calls, streams, sockets, forms and all kinds of credentials', `${CALLS}, ${STREAMS}, ${SOCKETS}, ${CREDENTIALS}, form, multipart`, 6700],
  ['everything, dates as well', `${CALLS}, ${STREAMS}, ${SOCKETS}, ${CREDENTIALS}, form, multipart, toDates`, 6850],
];

async function sizeOf(contents: string, resolveDir: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).byteLength;
}

for (const [name, functions, bound] of CLIENTS) {
  t.test(`the run time of a client with ${name} stays small`, async (t) => {
    const size = await sizeOf(`import { ${functions} } from '@typhoon/client'; globalThis.client = [${functions}]`, import.meta.dirname);
    t.comment(`${name}: ${size} bytes`);
    t.ok(size <= bound, `${size} of ${bound} bytes`);
  });
}

t.test('nothing of the run time is left out of these', (t) => {
  t.strictSame(CLIENTS.at(-1)![1].split(', ').toSorted(), Object.keys(client).toSorted());
  t.end();
});
