import { gzipSync } from 'node:zlib';
import { minify } from '@swc/core';
import * as client from '@typhoon/client';
import * as sockets from '@typhoon/client/sockets';
import { build } from 'esbuild';
import t from 'tap';

const CALLS = 'createTransport, operation, bearer, defineIsError, ApiError';
const STREAMS = 'eventStream, jsonLines';
const ALL = Object.keys(client).join();
const SOCKETS = Object.keys(sockets).join();

/** Bundled, minified and gzipped, in bytes, by swc and by esbuild: what a page loads for a client of each kind. A bound is there to be noticed. */
const CLIENTS: readonly [name: string, functions: string, bySwc: number, byEsbuild: number][] = [
  ['calls', CALLS, 3150, 3300],
  ['calls, forms and files', `${CALLS}, form, multipart`, 3310, 3460],
  ['calls and streams', `${CALLS}, ${STREAMS}`, 4130, 4290],
  ['calls, streams and sockets', `${CALLS}, ${STREAMS}, socket, SocketError`, 4970, 5190],
  ['all of @typhoon/client: calls, forms, files, streams and every kind of credentials', ALL, 4790, 4970],
  ['all of it, sockets as well', `${ALL}, ${SOCKETS}`, 5640, 5880],
  // The whole run time, whoever minifies it: under 6 kB. Of the usual minifiers esbuild is the weakest.
  ['all of it, sockets and dates as well', `${ALL}, ${SOCKETS}, toDates`, 5999, 5999],
];

/** The modules of the run time; what is not used is left out. */
const MODULES = `
  import { ${ALL} } from '@typhoon/client';
  import { ${SOCKETS} } from '@typhoon/client/sockets';
  import { toDates } from '@typhoon/client/dates';
`;

const sizeOf = (code: string) => gzipSync(code, { level: 9 }).byteLength;

/** Bundles what a client uses, minified by esbuild or not at all. */
async function bundle(functions: string, isMinified: boolean): Promise<string> {
  const contents = `${MODULES} globalThis.client = [${functions}];`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    ...{ bundle: true, minify: isMinified, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
  });
  return outputFiles[0]!.text;
}

for (const [name, functions, bySwc, byEsbuild] of CLIENTS) {
  t.test(`the run time of a client with ${name} stays small`, async (t) => {
    const { code } = await minify(await bundle(functions, false), { module: true, compress: { passes: 3 }, mangle: true });
    const sizes = { swc: sizeOf(code), esbuild: sizeOf(await bundle(functions, true)) };
    t.comment(`${name}: ${sizes.swc} bytes by swc, ${sizes.esbuild} by esbuild`);
    t.ok(sizes.swc <= bySwc, `${sizes.swc} of ${bySwc} bytes by swc`);
    t.ok(sizes.esbuild <= byEsbuild, `${sizes.esbuild} of ${byEsbuild} bytes by esbuild`);
  });
}
