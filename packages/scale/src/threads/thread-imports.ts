/**
 * What each thread imports before anything else. `typhoon` puts there what makes Node run TypeScript, which threads do not
 * inherit. A symbol that is found by name, since the command line and the application may have two copies of a package.
 */
const kThreadImports = Symbol.for('typhoon.threads.imports');

/** The modules, by their addresses; mostly none. */
export function threadImports(): readonly string[] {
  return (globalThis as { readonly [kThreadImports]?: readonly string[] })[kThreadImports] ?? [];
}
