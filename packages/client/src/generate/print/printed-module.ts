/** A file of the client, as TypeScript or as JavaScript with its declarations. */
import { hardLine, join, toText, enclose, line } from './layout.js';
import type { Layout } from './layout.js';
import { toStringLiteral } from './literal.js';

export interface PrintOptions {
  readonly language: 'ts' | 'js';
  /** Columns. */
  readonly width: number;
  /** Where the run time is imported from. */
  readonly runtime: string;
  /** What file names end in where they are imported: '.js', '.ts' or nothing. */
  readonly importExtension: string;
}

/** A top-level declaration: of a type, which JavaScript does without, or of a value. */
export type Declaration = { readonly type: Layout } | { readonly ts: Layout; readonly js: Layout; readonly dts: Layout };

export interface Module {
  /** Without an extension: 'items'. */
  readonly name: string;
  /** From the run time: values and types. */
  readonly values: readonly string[];
  readonly types: readonly string[];
  /** From other modules of the client; and what else is re-exported. */
  readonly imports: readonly ModuleImport[];
  readonly declarations: readonly Declaration[];
}

export interface ModuleImport {
  /** `import * as models`, `import { items }`, `export *` */
  readonly clause: string;
  readonly module: string;
  /** Whether it is for types only, for both, or for values only. */
  readonly use: 'types' | 'values';
}

/** A file of a client. */
export interface PrintedFile {
  /** Relative to the client's folder: 'items.ts'. */
  readonly path: string;
  readonly text: string;
}

export function printModule(module: Module, header: string, options: PrintOptions): PrintedFile[] {
  const print = (extension: string, flavour: Flavour): PrintedFile => {
    const parts = [toImports(module, flavour, options), ...module.declarations.map((declaration) => toDeclaration(declaration, flavour))];
    const body = parts.filter((part) => !isNothing(part));
    const content = body.length === 0 ? ['export {};'] : body;
    return { path: `${module.name}${extension}`, text: toText([header, hardLine, hardLine, join([hardLine, hardLine], content), hardLine], options.width) };
  };
  return options.language === 'ts' ? [print('.ts', 'ts')] : [print('.js', 'js'), print('.d.ts', 'dts')];
}

/** The names that are not in the run time's first module. */
const ENTRIES: Readonly<Record<string, string>> = { socket: 'sockets', readText: 'sockets', SocketOperation: 'sockets', toDates: 'dates', DateShape: 'dates' };

type Flavour = 'ts' | 'js' | 'dts';

function toDeclaration(declaration: Declaration, flavour: Flavour): Layout {
  if ('type' in declaration) return flavour === 'js' ? [] : declaration.type;
  return declaration[flavour];
}

function toImports({ values, types, imports }: Module, flavour: Flavour, options: PrintOptions): Layout {
  const lines: Layout[] = [];
  const from = (module: string) => ` from ${toStringLiteral(module)};`;
  if (flavour !== 'dts') lines.push(...byEntry(values, options.runtime).map(([address, names]) => ['import ', toNames(names), from(address)]));
  if (flavour !== 'js') lines.push(...byEntry(types, options.runtime).map(([address, names]) => ['import type ', toNames(names), from(address)]));
  for (const { clause, module, use } of imports) {
    if ((use === 'types' && flavour === 'js') || (use === 'values' && flavour === 'dts')) continue;
    lines.push(`${clause}${from(`./${module}${options.importExtension}`)}`);
  }
  return lines.length === 0 ? [] : join(hardLine, lines);
}

/** Where each name of the run time is imported from. What not every client needs has a module of its own, beside the first. */
function byEntry(names: readonly string[], runtime: string): [address: string, names: string[]][] {
  const entries = new Map<string, string[]>();
  for (const name of names.toSorted()) {
    const entry = toEntry(runtime, ENTRIES[name]);
    entries.set(entry, [...(entries.get(entry) ?? []), name]);
  }
  return [...entries].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** `@typhoon/client/sockets`, `/assets/client/sockets.js` beside `/assets/client/index.js`. */
function toEntry(runtime: string, entry: string | undefined): string {
  if (entry === undefined) return runtime;
  const file = /[^/]+(\.[cm]?[jt]s)$/.exec(runtime);
  return file ? `${runtime.slice(0, file.index)}${entry}${file[1] ?? ''}` : `${runtime}/${entry}`;
}

/** One name does not break. */
function toNames(names: readonly string[]): Layout {
  const sorted = names.toSorted((one, other) => (one < other ? -1 : 1));
  return sorted.length === 1 ? `{ ${sorted[0] ?? ''} }` : enclose('{', sorted, '}', { padding: line });
}

function isNothing(layout: Layout): boolean {
  return Array.isArray(layout) && layout.every(isNothing);
}
