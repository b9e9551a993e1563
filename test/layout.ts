import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';

for (const name of readdirSync('packages')) {
  t.test(`every source file of packages/${name} has a test of the same path`, async (t) => {
    const untested = listSources(name).filter((path) => !existsSync(join('packages', name, 'test', mirrorOf(path))));
    t.strictSame(untested, []);
  });
}

t.test('a test file that sets the environment, or has one folder for all its tests, has a process of its own', (t) => {
  const folders = ['.', ...['packages', 'apps'].flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)))];
  const files = folders.map((folder) => join(folder, 'test')).filter((folder) => existsSync(folder));
  const careless = files
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
    .filter((path) => path.endsWith('.ts') && !path.includes('fixtures') && disturbsOthers(readFileSync(path, 'utf8')));
  t.strictSame(careless, []);
  t.end();
});

/** Whether code at the root of a test file changes what the other files of its process see. @see scripts/test/batches.js */
function disturbsOthers(source: string): boolean {
  const isAlone = source.startsWith('// Runs in a process of its own: ');
  return !isAlone && /^(const \w+ = t\.testdir\(|process\.env\W.* = )|fixtures\/applications\.js/m.test(source);
}

/** The sources of a package that hold code: a file of types alone is tested by the compiler, where it is used. */
function listSources(name: string): string[] {
  return readdirSync(join('packages', name, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .filter((path) => !isTypesOnly(join('packages', name, 'dist', path.replace(/\.ts$/, '.js'))))
    .sort();
}

/** What a package exports is tested as a list. */
function mirrorOf(path: string): string {
  return path === 'index.ts' || path === 'internal.ts' ? 'exports.ts' : path;
}

function isTypesOnly(compiled: string): boolean {
  const code = readFileSync(compiled, 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  return code.trim() === 'export {};';
}
