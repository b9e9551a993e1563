import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import t from 'tap';

const CALLS = 'createTransport, operation, bearer, defineIsError, ApiError';
const STREAMS = 'eventStream, jsonLines';

/** Minified and gzipped, in bytes: what a page loads for a client of each kind. A bound is there to be noticed. */
const CLIENTS: readonly [name: string, exports: string, bound: number][] = [
  ['calls', `{ ${CALLS} }`, 3850],
  ['calls with forms and files', `{ ${CALLS}, form, multipart }`, 4200],
  ['calls and streams', `{ ${CALLS}, ${STREAMS} }`, 5000],
  ['calls, streams and sockets', `{ ${CALLS}, ${STREAMS}, socket, SocketError, TransportError }`, 6000],
  [
    'calls, streams, sockets, forms and all kinds of credentials',
    `{ ${CALLS}, ${STREAMS}, socket, SocketError, TransportError, form, multipart, basic, apiKey, oauth2Password }`,
    6850,
  ],
  ['everything, dates as well', '*', 7050],
];

async function sizeOf(contents: string, resolveDir: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).byteLength;
}

for (const [name, exports, bound] of CLIENTS) {
  t.test(`the run time of a client with ${name} stays small`, async (t) => {
    const size = await sizeOf(`export ${exports} from '@typhoon/client'`, import.meta.dirname);
    t.comment(`${name}: ${size} bytes`);
    t.ok(size <= bound, `${size} of ${bound} bytes`);
  });
}
