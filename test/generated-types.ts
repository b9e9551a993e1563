// Runs in a process of its own: the folder that tap gives it belongs to the whole process.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import t from 'tap';
import ts from 'typescript';
import { findApplications, load } from './fixtures/applications.js';
import type { Found } from './fixtures/applications.js';

/** What another generator makes of a component has to be the model's own type: `Wire` is the model as JSON has it. */
const JUDGE = `
type Secret = import('SECRET').Secret;
type Wire<T> = T extends Date | URL | Secret | bigint | Uint8Array ? string
  : T extends ReadonlySet<infer U> ? Wire<U>[]
  : T extends ReadonlyMap<string, infer U> ? Record<string, Wire<U>>
  : T extends readonly unknown[] ? { [K in keyof T]: Wire<T[K]> }
  : T extends object ? { [K in keyof T as T[K] extends (...args: never) => unknown ? never : K]: Wire<T[K]> }
  : T;
declare function agree<TModel, TGenerated>(..._same: [Wire<TModel>] extends [TGenerated] ? ([TGenerated] extends [Wire<TModel>] ? [] : ['the document allows more']) : ['the model allows more']): void;
declare function fit<TModel, TGenerated>(..._fits: [Wire<TModel>] extends [TGenerated] ? [] : ['the model allows more']): void;
`;

/** What has a default need not be sent: the generator would require it, as if every schema described an answer. */
const OPTIONS = { defaultNonNullable: false };

const folder = t.testdir({ data: {} });
const judge = JUDGE.replace('SECRET', relative(folder, 'packages/core/dist/settings/secret.js').replaceAll('\\', '/'));

t.test('types generated from the document of every application compile and agree with its models', async (t) => {
  const files: string[] = [];
  let compared = 0;
  for (const found of await findApplications(join(folder, 'data'))) {
    const file = join(folder, `${found.name}.ts`);
    const types = astToString(await openapiTypescript(JSON.stringify(found.document), OPTIONS));
    const comparisons = await compare(found);
    compared += comparisons.length;
    writeFileSync(file, [types, judge, ...comparisons].join('\n'));
    files.push(file);
  }
  t.ok(compared > 10, `${String(compared)} models are compared`);
  t.strictSame(compile(files), []);
});

t.test('the comparison can fail', async (t) => {
  const file = join(folder, 'wrong.ts');
  writeFileSync(
    file,
    `${judge}\nagree<{ a: Date }, { a: number }>();\nagree<{ a: string }, { a?: string }>();\nfit<{ a?: string }, { a: string }>();\nagree<{ a: Date }, { a: string }>();\n`,
  );
  t.strictSame(
    compile([file]).map((problem) => problem.split(':', 2)[1]),
    ['agree<{ a', 'agree<{ a', 'fit<{ a?'],
  );
});

/** A line for each model of the application's modules that has a component: `agree<import('…').Item, components['schemas']['Item']>();` */
async function compare({ document, modules }: Found): Promise<readonly string[]> {
  const schemas = document.components?.schemas ?? {};
  const lines: string[] = [];
  for (const module of modules) {
    const path = relative(folder, module).replaceAll('\\', '/');
    for (const [name, member] of Object.entries((await load(module)) as object)) {
      if (typeof member !== 'function' || !('schema' in member) || schemas[name] === undefined) continue;
      const model = `import('${path}').${name}`;
      // What is sent lacks what has a default; in the component that both ways share, nothing has one.
      const isSame = `${name}Input` in schemas || !JSON.stringify(member.schema).includes('"default"');
      lines.push(`${isSame ? 'agree' : 'fit'}<${model}, components['schemas']['${name}']>();`);
      if (`${name}Input` in schemas) lines.push(`fit<${model}, components['schemas']['${name}Input']>();`);
    }
  }
  return lines;
}

/** What the compiler says of files, under the options of the repository: `shop: agree<…>(): Expected 1 arguments`. */
function compile(files: readonly string[]): readonly string[] {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile('tsconfig.base.json', (path) => readFileSync(path, 'utf8')).config, ts.sys, '.');
  const program = ts.createProgram(files, { ...options, noEmit: true, composite: false, declaration: false, declarationMap: false, incremental: false });
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file: source, start }) => {
    const line = source === undefined || start === undefined ? '' : (source.text.slice(start).split('\n', 1)[0] ?? '');
    const place = source === undefined ? '' : relative(folder, source.fileName);
    return `${place}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
