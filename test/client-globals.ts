import { runInNewContext } from 'node:vm';
import { join } from 'node:path';
import { build } from 'esbuild';
import t from 'tap';
import ts from 'typescript';

t.setTimeout(120_000);

t.test('the run time of clients knows nothing but the standards of the web', async (t) => {
  const entries = ['index', 'sockets', 'dates'].map((name) => join(import.meta.dirname, `../packages/client/src/${name}.ts`));
  const program = ts.createProgram(entries, {
    ...{ strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022 },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  });
  const wrong = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  t.strictSame(wrong, []);
});

t.test('it runs where there is no process, no require and no module of Node', async (t) => {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export * from '@typhoon/client'; export * from '@typhoon/client/sockets'; export * from '@typhoon/client/dates'`,
      resolveDir: import.meta.dirname,
    },
    ...{ bundle: true, write: false, format: 'iife', globalName: 'client', platform: 'neutral', target: 'es2022', metafile: true },
  });
  t.strictSame(
    Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external)),
    [],
  );
  const web = { URL, URLSearchParams, Headers, Response, ReadableStream, Blob, FormData, AbortController, AbortSignal, setTimeout, clearTimeout };
  const read = `client.operation(
    client.createTransport({ baseUrl: 'https://x.example', fetch: async (url) => Response.json({ url }) }),
    { id: 'a', method: 'GET', path: '/a/{id}', parameters: { id: 'path' }, accept: ['application/json'] },
  )({ id: 3 })`;
  const answer: unknown = await runInNewContext(`${outputFiles[0]!.text}; ${read}`, { ...web, DOMException, TextDecoder, TextEncoder, btoa });
  t.match(answer, { url: 'https://x.example/a/3' });
});
