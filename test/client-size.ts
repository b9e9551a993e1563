import { gzipSync } from 'node:zlib';
import * as client from '@typhoon/client';
import { build } from 'esbuild';
import t from 'tap';

const CALLS = 'createTransport, operation, bearer, defineIsError, ApiError';
const STREAMS = 'eventStream, jsonLines';
const ALL = Object.keys(client).join();

/** Minified and gzipped, in bytes: what a page loads for a client of each kind. A bound is there to be noticed. */
const CLIENTS: readonly [name: string, functions: string, bound: number][] = [
  ['calls', CALLS, 3700],
  ['calls, forms and files', `${CALLS}, form, multipart`, 3950],
  ['calls and streams', `${CALLS}, ${STREAMS}`, 4800],
  ['calls, streams and sockets', `${CALLS}, ${STREAMS}, socket, SocketError`, 5800],
  ['all of @typhoon/client: calls, forms, files, streams and every kind of credentials', ALL, 5500],
  ['all of it, sockets as well', `${ALL}, socket, SocketError`, 6500],
  ['all of it, sockets and dates as well', `${ALL}, socket, SocketError, toDates`, 6700],
];

/** The modules of the run time; what is not used is left out. */
const MODULES = `
  import { ${ALL} } from '@typhoon/client';
  import { socket, SocketError } from '@typhoon/client/sockets';
  import { toDates } from '@typhoon/client/dates';
`;

async function sizeOf(functions: string): Promise<number> {
  const contents = `${MODULES} globalThis.client = [${functions}];`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).byteLength;
}

for (const [name, functions, bound] of CLIENTS) {
  t.test(`the run time of a client with ${name} stays small`, async (t) => {
    const size = await sizeOf(functions);
    t.comment(`${name}: ${size} bytes`);
    t.ok(size <= bound, `${size} of ${bound} bytes`);
  });
}
