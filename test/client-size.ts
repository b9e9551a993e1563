import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import t from 'tap';

/** Minified and gzipped, in bytes: what a page loads for a client of each kind. A bound is there to be noticed. */
const CLIENTS: readonly [name: string, exports: string, bound: number][] = [
  ['calls', '{ createTransport, operation, bearer, defineIsError, ApiError }', 4300],
  ['calls and streams', '{ createTransport, operation, eventStream, jsonLines, bearer, defineIsError, ApiError }', 5600],
  ['everything', '*', 7500],
];

for (const [name, exports, bound] of CLIENTS) {
  t.test(`a client with ${name} stays small`, async (t) => {
    const { outputFiles } = await build({
      stdin: { contents: `export ${exports} from '@typhoon/client'`, resolveDir: import.meta.dirname },
      ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
    });
    const size = gzipSync(outputFiles[0]!.contents, { level: 9 }).byteLength;
    t.comment(`${name}: ${size} bytes`);
    t.ok(size <= bound, `${size} of ${bound} bytes`);
  });
}
