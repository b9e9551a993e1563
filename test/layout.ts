import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';

for (const name of readdirSync('packages')) {
  t.test(`every source file of packages/${name} has a test of the same path`, async (t) => {
    const untested = listSources(name).filter((path) => !existsSync(join('packages', name, 'test', mirrorOf(path))));
    t.strictSame(untested, []);
  });
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
