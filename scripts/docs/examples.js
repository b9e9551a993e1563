// The `@example`s of all docstrings: found, and put into modules that the compiler can read.
//
// An example is TypeScript: statements, also those of a function (`return`, `yield`), or members of a class. Names that are free in it are
// imported: those that the packages export, those of test/fixtures/examples/prelude.ts, and those of its own file. `this` of a member is of the
// prelude's `Surroundings`. `// → value` at the end of a statement says what it results in: see findClaims(); so do lines of other docstrings: see callsOf(). An example within a fence
// of ```json is JSON; there are no other languages, and no exceptions.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect, isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import { ENTRIES, readComment, readOptions } from './public-names.js';

/**
 * @typedef {object} Example
 * @property {string} file The source whose docstring it stands in.
 * @property {number} line Where its text begins.
 * @property {string} text Without the fence.
 * @property {string} language
 */

/**
 * A module made of an example. Its text begins in the second line.
 *
 * @typedef {object} ExampleModule
 * @property {Example} example
 * @property {string} path
 * @property {string} text
 * @property {number} claims How many results it says.
 */

const PRELUDE = 'test/fixtures/examples/prelude.ts';
/** Where the modules seem to stand, beside the prelude; the compiled ones do, in dist-test. */
const FOLDER = 'test/fixtures/examples';

/** The sources of all packages. */
export function readSources() {
  return readdirSync('packages')
    .flatMap((name) => readdirSync(`packages/${name}/src`, { recursive: true, encoding: 'utf8' }).map((path) => `packages/${name}/src/${path}`))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/**
 * @param {string} file
 * @param {string} source
 * @returns {Example[]}
 */
export function examplesOf(file, source) {
  return [...source.matchAll(/\/\*\*[^]*?\*\//g)].flatMap(({ 0: comment, index }) => {
    const { text, tags } = readComment(comment);
    const line = source.slice(0, index).split('\n').length;
    const examples = tags.filter(({ tag }) => tag === 'example');
    return [
      ...callsOf(source.slice(index + comment.length), text).map((call) => ({ file, line, text: call, language: 'ts' })),
      ...examples.map((example) => {
        const [, language = 'ts', body = example.text] = /^```(\w*)\n([^]*?)\n```$/.exec(example.text) ?? [];
        return { file, line: line + example.line + (body === example.text ? 0 : 1), text: body, language };
      }),
    ];
  });
}

/**
 * What a docstring says of an exported function: lines of nothing but `'input' → result`, `('a', 'b') → result`, also several
 * with '; ' between. They become calls: `nameOf('input'); // → result`.
 *
 * @param {string} code What follows the docstring.
 * @param {string} text
 */
function callsOf(code, text) {
  const [, isAsync, name] = /^\s*export (async )?(?:function|const) (\w+)(?= = \(|[(<])/.exec(code) ?? [];
  if (name === undefined) return [];
  return text.split('\n').flatMap((line) => {
    const lines = line.split(' → ').length === 2 ? [line] : line.split(/; (?=.* → )/);
    const pairs = lines.map((pair) => pair.split(' → ').map(withoutQuotes));
    if (!pairs.every(({ length }) => length === 2)) return [];
    const calls = pairs.map(([input = '', result = '']) => ({ call: `${name}${input.startsWith('(') ? input : `(${input})`}`, result }));
    // Anything else is a sentence.
    if (!pairs.every(([input = '', result = '']) => isValue(input.startsWith('(') ? `[${input.slice(1, -1)}]` : input) && isValue(result))) return [];
    return [calls.map(({ call, result }) => `${isAsync ? 'await ' : ''}${call}; // → ${result}`).join('\n')];
  });
}

/** @param {string} text */
function withoutQuotes(text) {
  return text
    .trim()
    .replace(/\.$/, '')
    .replace(/^`(.*)`$/, '$1');
}

/**
 * An expression that names nothing.
 *
 * @param {string} text
 */
function isValue(text) {
  const { names } = readIdentifiers(ts.createSourceFile('value.ts', `(${text});`, ts.ScriptTarget.Latest, true));
  return text !== '' && isExpression(text) && [...names].every((name) => name === 'undefined' || name === 'NaN' || name === 'Infinity');
}

/**
 * What is wrong with examples, by place; and the modules whose results are to be compared.
 *
 * @param {readonly Example[]} examples
 * @returns {{ problems: string[], modules: ExampleModule[] }}
 */
export function checkExamples(examples) {
  const problems = examples.filter(({ language }) => language !== 'ts').flatMap(findOtherProblems);
  const code = examples.filter(({ language }) => language === 'ts');
  const findModule = readNames([...new Set(code.map(({ file }) => file))]);
  /** @type {ExampleModule[]} */
  const modules = [];
  for (const example of code) {
    const made = toModule(example, findModule);
    if ('problem' in made) problems.push(made.problem);
    else modules.push(made);
  }
  return { problems: [...problems, ...findTypeProblems(modules)], modules };
}

/** @param {Example} example */
function findOtherProblems({ file, line, text, language }) {
  if (language !== 'json') return [`${file}:${line}: an example is TypeScript, or JSON within a fence of \`\`\`json, but this is '${language}'.`];
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [`${file}:${line}: ${/** @type {Error} */ (error).message}`];
  }
}

// Names

/**
 * Which module an example takes a name from: a function of the example's file and the name.
 *
 * @typedef {(file: string, name: string) => string | undefined} FindModule
 */

/**
 * What is declared in the example's own file comes from its package. What `typhoon` exports users import from there, whichever
 * package it comes from; then follow the prelude, the other packages, and what the file exports for its package only.
 *
 * @param {readonly string[]} files
 * @returns {FindModule}
 */
function readNames(files) {
  const roots = [...ENTRIES.map(({ types }) => types), PRELUDE, ...files.map(toDeclarations)];
  const program = ts.createProgram({ rootNames: roots.map((path) => resolve(path)), options: exampleOptions(), host });
  const entries = ENTRIES.map(({ module, types }) => ({ module, folder: types.replace(/dist\/.*/, ''), names: exportsOf(program, types) }));
  const ofUsers = entries.filter(({ module }) => /^typhoon(?:\/|$)/.test(module));
  const prelude = { module: './prelude.js', names: exportsOf(program, PRELUDE) };
  const own = new Map(files.map((file) => [file, exportsOf(program, toDeclarations(file))]));
  return (file, name) => {
    const mine = entries.filter(({ folder }) => file.startsWith(folder));
    const isOwn = own.get(file)?.has(name) === true;
    // Those of a package that `typhoon` is not made of: its own names come first.
    const apart = mine.filter(({ names }) => isOwn || ![...names].every((each) => ofUsers[0]?.names.has(each)));
    const internal = { module: `../../../${toDeclarations(file).replace(/\.d\.ts$/, '.js')}`, names: isOwn ? [name] : [] };
    return [...apart, ...ofUsers, prelude, ...entries, internal].find(({ names }) => new Set(names).has(name))?.module;
  };
}

/**
 * @param {ts.Program} program
 * @param {string} path
 */
function exportsOf(program, path) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(resolve(path));
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const found = symbol === undefined ? [] : checker.getExportsOfModule(symbol);
  return new Set(found.filter((each) => !isLanguage(each, checker)).map(({ name }) => name));
}

/**
 * TypeBox has types whose names are those of the language: `Date`, `String`.
 *
 * @param {ts.Symbol} exported
 * @param {ts.TypeChecker} checker
 */
function isLanguage(exported, checker) {
  if (!(exported.name in globalThis)) return false;
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  return symbol.declarations?.[0]?.getSourceFile().fileName.includes('typebox') === true;
}

/** @param {string} file */
function toDeclarations(file) {
  return file.replace('/src/', '/dist/').replace(/\.ts$/, '.d.ts');
}

// Modules

/** The forms of an example, as the first and the last line of a module. */
const FORMS = {
  statements: { before: '', after: '' },
  body: { before: 'export async function example() {', after: '}' },
  generator: { before: 'export async function* example() {', after: '}' },
  members: { before: 'export class Example {', after: '}\nexport interface Example extends Surroundings {}' },
};

/**
 * @param {Example} example
 * @param {FindModule} findModule
 * @returns {ExampleModule | { problem: string }}
 */
function toModule(example, findModule) {
  const { file, line, text } = example;
  const { source: statements, error } = parse(FORMS.statements, text);
  const members = parse(FORMS.members, text);
  if (error !== undefined && members.error !== undefined) {
    // The form that goes further is what it was meant to be.
    const { start, messageText, file: read } = members.error.start - FORMS.members.before.length > error.start ? members.error : error;
    const at = read.getLineAndCharacterOfPosition(start).line - 1;
    return { problem: `${file}:${line + at}: neither statements nor members of a class: ${ts.flattenDiagnosticMessageText(messageText, ' ')}` };
  }
  const { before, after } = error === undefined ? formOf(statements) : FORMS.members;
  const { source } = parse({ before, after }, text);
  const { names: used, declared } = readIdentifiers(source);
  /** @type {Map<string, string[]>} */
  const imports = new Map();
  for (const name of used) {
    const module = declared.has(name) ? undefined : findModule(file, name);
    if (module !== undefined) imports.set(module, [...(imports.get(module) ?? []), name]);
  }
  const head = [...imports].map(([module, list]) => `import { ${list.join(', ')} } from '${module}';`).join(' ');
  const claims = findClaims(source);
  const mistake = findClaimMistake(text, claims);
  if (mistake !== undefined) return { problem: `${file}:${line}: ${mistake}` };
  return {
    example,
    path: `${FOLDER}/${file.replaceAll(/[/.]/g, '-')}-${line}.ts`,
    text: `${head} ${before}\n${text}\n${after} export {};\n`,
    claims: claims.length,
  };
}

/**
 * @param {{ before: string, after: string }} form
 * @param {string} text
 */
function parse({ before, after }, text) {
  const source = ts.createSourceFile('example.ts', `${before}\n${text}\n${after}`, ts.ScriptTarget.Latest, true);
  // The compiler has them before it checks types, though its declarations do not say so.
  const [error] = /** @type {{ parseDiagnostics: readonly ts.DiagnosticWithLocation[] }} */ (/** @type {unknown} */ (source)).parseDiagnostics;
  return { source, error };
}

/**
 * Statements with a `return` or a `yield` that belongs to no function of theirs are the body of one.
 *
 * @param {ts.SourceFile} source
 */
function formOf(source) {
  if (has(source, ts.isYieldExpression)) return FORMS.generator;
  return has(source, ts.isReturnStatement) ? FORMS.body : FORMS.statements;
}

/**
 * @param {ts.Node} node
 * @param {(node: ts.Node) => boolean} isWanted
 * @returns {boolean}
 */
function has(node, isWanted) {
  if (isWanted(node)) return true;
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  return ts.forEachChild(node, (child) => has(child, isWanted) || undefined) ?? false;
}

/**
 * All identifiers but the names of properties, and those that are declared at the top: they cannot be imported as well.
 *
 * @param {ts.SourceFile} source
 */
function readIdentifiers(source) {
  /** @type {Set<string>} */
  const names = new Set();
  /** @type {Set<string>} */
  const declared = new Set();
  visit(source);
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) declare(name);
    else if (ts.isImportDeclaration(statement)) ts.forEachChild(statement, declareImports);
    else if ('name' in statement && statement.name !== undefined) declare(/** @type {ts.Identifier} */ (statement.name));
  }
  if (source.text.startsWith('export class Example')) names.add('Surroundings');
  return { names, declared };

  /** @param {ts.Node} node */
  function visit(node) {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isProperty =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isQualifiedName(parent) && parent.right === node);
      if (!isProperty) names.add(node.text);
    }
    ts.forEachChild(node, visit);
  }
  /** @param {ts.BindingName} name */
  function declare(name) {
    if (ts.isIdentifier(name)) declared.add(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) declare(element.name);
  }
  /** @param {ts.Node} node */
  function declareImports(node) {
    if (ts.isIdentifier(node)) declared.add(node.text);
    ts.forEachChild(node, declareImports);
  }
}

// Types

/** @param {readonly ExampleModule[]} modules */
function findTypeProblems(modules) {
  const byPath = new Map(modules.map((module) => [resolve(module.path), module]));
  for (const [path, { text }] of byPath) host.texts.set(path, text);
  const program = ts.createProgram({ rootNames: [...byPath.keys()], options: exampleOptions(), host });
  const problems = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].map((found) =>
    ts.flattenDiagnosticMessageText(found.messageText, '\n'),
  );
  for (const source of program.getSourceFiles()) {
    const module = byPath.get(source.fileName);
    if (module === undefined && source.fileName !== resolve(PRELUDE)) continue;
    for (const found of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
      const { line } = source.getLineAndCharacterOfPosition(found.start ?? 0);
      const place = module === undefined ? `${PRELUDE}:${line + 1}` : `${module.example.file}:${module.example.line + line - 1}`;
      problems.push(`${place}: ${ts.flattenDiagnosticMessageText(found.messageText, '\n')}`);
    }
  }
  return problems;
}

/** @returns {ts.CompilerOptions} */
function exampleOptions() {
  return {
    ...readOptions(),
    rootDir: resolve('.'),
    noUnusedLocals: false,
    noUnusedParameters: false,
    // What is imported for an example may be a type.
    verbatimModuleSyntax: false,
    isolatedModules: false,
    // `{ a: … }` alone is a block, not an object.
    allowUnusedLabels: false,
    allowUnreachableCode: true,
  };
}

/** Parses each file once, for all programs; `texts` are files that exist here only. */
const host = createHost();

function createHost() {
  const disk = ts.createCompilerHost(exampleOptions());
  /** @type {Map<string, string>} */
  const texts = new Map();
  /** @type {Map<string, ts.SourceFile | undefined>} */
  const sources = new Map();
  return {
    ...disk,
    texts,
    /** @param {string} path */
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    /** @param {string} path */
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    /** @type {ts.CompilerHost['getSourceFile']} */
    getSourceFile: (path, ...rest) => {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, rest[0]);
      if (!sources.has(path)) sources.set(path, disk.getSourceFile(path, ...rest));
      return sources.get(path);
    },
  };
}

// Results

/**
 * What is claimed of statements at the top: `expression; // → value`, `const name = expression; // → value`.
 *
 * @param {ts.SourceFile} source
 */
function findClaims(source) {
  return source.statements.flatMap((statement) => {
    const [comment] = ts.getTrailingCommentRanges(source.text, statement.end) ?? [];
    const [, wanted] = comment === undefined ? [] : (/^\/\/ → ([^]*)$/.exec(source.text.slice(comment.pos, comment.end)) ?? []);
    const found = valueOf(statement)?.getText(source);
    return wanted === undefined || found === undefined ? [] : [{ statement, found, wanted }];
  });
}

/** @param {ts.Statement} statement */
function valueOf(statement) {
  if (ts.isExpressionStatement(statement)) return statement.expression;
  if (!ts.isVariableStatement(statement)) return undefined;
  const [{ name }] = /** @type {[ts.VariableDeclaration]} */ (/** @type {unknown} */ (statement.declarationList.declarations));
  return ts.isIdentifier(name) ? name : undefined;
}

/**
 * Nothing that looks like a result goes unread.
 *
 * @param {string} text
 * @param {ReturnType<typeof findClaims>} claims
 */
function findClaimMistake(text, claims) {
  const unread = claims.find(({ wanted }) => !isExpression(wanted));
  if (unread !== undefined) return `what follows '→' is no expression: ${unread.wanted}`;
  if (text.split('// → ').length - 1 !== claims.length) return "'// → value' stands behind expressions and constants that are in no function.";
  return /;\s*\/\/ (?=['"`[{\d]|true\b|false\b|undefined\b)/.test(text) ? "a result is written '// → value', so that it is compared." : undefined;
}

/** @param {string} text */
function isExpression(text) {
  const { diagnostics = [] } = ts.transpileModule(`void (${text});`, { reportDiagnostics: true });
  return diagnostics.length === 0;
}

/** Modules that were loaded: each is one of its own, though another stood in that file before. */
let loads = 0;

/**
 * Runs the modules that say results, and compares.
 *
 * @param {readonly ExampleModule[]} modules
 */
export async function compareResults(modules) {
  /** @type {string[]} */
  const problems = [];
  let results = 0;
  for (const module of modules.filter(({ claims }) => claims > 0)) {
    const place = `${module.example.file}:${module.example.line}`;
    const path = resolve(module.path.replace(/^test\//, 'dist-test/').replace(/ts$/, 'js'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, toRunnable(module));
    try {
      /** @type {{ claims: readonly { text: string, found: unknown, wanted: unknown }[] }} */
      const { claims } = await import(`${pathToFileURL(path).href}?${++loads}`);
      results += claims.length;
      for (const { text, found, wanted } of claims)
        if (!isDeepStrictEqual(toPlain(found), toPlain(wanted))) problems.push(`${place}: ${text} is ${inspect(found)}, not ${inspect(wanted)}`);
    } catch (error) {
      problems.push(`${place}: ${String(error)}`);
    } finally {
      rmSync(path);
    }
  }
  return { problems, results };
}

/**
 * Without classes, which results do not tell.
 *
 * @param {unknown} value
 */
function toPlain(value) {
  return typeof value === 'object' ? structuredClone(value) : value;
}

/**
 * The JavaScript of a module that says results: it exports `claims`, a list of `{ text, found, wanted }`.
 *
 * @param {ExampleModule} module
 */
function toRunnable({ text }) {
  const source = ts.createSourceFile('example.ts', text, ts.ScriptTarget.Latest, true);
  let result = text;
  for (const { statement, found, wanted } of findClaims(source).reverse()) {
    const claim = `claims.push({ text: ${JSON.stringify(statement.getText())}, found: (${found}), wanted: (${wanted}) });`;
    const start = ts.isExpressionStatement(statement) ? statement.getStart() : statement.end;
    result = `${result.slice(0, start)} ${claim}${result.slice(statement.end)}`;
  }
  const compilerOptions = { ...exampleOptions(), module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  return ts.transpileModule(`export const claims = [];${result}`, { compilerOptions }).outputText;
}
