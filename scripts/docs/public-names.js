import { relative } from 'node:path';
import ts from 'typescript';

/**
 * A public name.
 *
 * `group` is where it is listed: package and heading, `core: Schemas`.
 *
 * @typedef {object} PublicName
 * @property {string} name
 * @property {string} group
 * @property {string} kind
 * @property {string} place
 * @property {string} summary The first sentence of its docstring; '' where it has none.
 * @property {string} text The docstring without its tags.
 * @property {readonly { tag: string, text: string, line: number }[]} tags
 * @property {readonly string[]} declarations As they are written, without bodies.
 * @property {readonly { declaration: string, text: string, examples: readonly string[] }[]} members
 */

/** The lists of exports; what an earlier one exports hides the same name of a later one, as `typhoon` does with core's. */
const LISTS = [
  { file: 'packages/typhoon/src/index.ts', group: 'typhoon', module: 'typhoon' },
  { file: 'packages/core/src/index.ts', group: 'core', module: '@typhoon/core' },
  { file: 'packages/core/src/security/jwt.ts', group: 'core/jwt', module: 'typhoon/jwt' },
  { file: 'packages/openapi/src/index.ts', group: 'openapi', module: '@typhoon/openapi' },
  { file: 'packages/websocket/src/index.ts', group: 'websocket', module: '@typhoon/websocket' },
  { file: 'packages/scale/src/index.ts', group: 'scale', module: '@typhoon/scale' },
  { file: 'packages/http-client/src/index.ts', group: 'http-client', module: '@typhoon/http-client' },
  { file: 'packages/observability/src/index.ts', group: 'observability', module: '@typhoon/observability' },
  { file: 'packages/web/src/index.ts', group: 'web', module: '@typhoon/web' },
  { file: 'packages/redis/src/index.ts', group: 'redis', module: '@typhoon/redis' },
  { file: 'packages/testing/src/index.ts', group: 'testing', module: '@typhoon/testing' },
  { file: 'packages/client/src/index.ts', group: 'client', module: '@typhoon/client' },
  { file: 'packages/client/src/sockets.ts', group: 'client/sockets', module: '@typhoon/client/sockets' },
  { file: 'packages/client/src/dates.ts', group: 'client/dates', module: '@typhoon/client/dates' },
  { file: 'packages/client/src/generate/index.ts', group: 'client/generate', module: '@typhoon/client/generate' },
  { file: 'packages/cli/src/index.ts', group: 'cli', module: '@typhoon/cli' },
];

/** What users import from, with its declarations. */
export const ENTRIES = LISTS.map(({ file, module }) => ({ module, types: file.replace('/src/', '/dist/').replace(/\.ts$/, '.d.ts') }));

/** @returns {PublicName[]} */
export function readPublicNames() {
  const program = ts.createProgram(
    LISTS.map(({ file }) => file),
    readOptions(),
  );
  const checker = program.getTypeChecker();
  /** @type {Map<string, PublicName>} */
  const names = new Map();
  for (const { file, group } of LISTS) {
    for (const { symbol, heading } of readExports(/** @type {ts.SourceFile} */ (program.getSourceFile(file)), checker)) {
      const described = describe(symbol, `${group}${heading === '' ? '' : `: ${heading}`}`, checker);
      if (described !== undefined && !names.has(described.name)) names.set(described.name, described);
    }
  }
  return [...names.values()];
}

/** The compiler's options of the workspace. */
export function readOptions() {
  const { config } = ts.readConfigFile('tsconfig.base.json', ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  return { ...options, noEmit: true, composite: false };
}

/**
 * @param {ts.SourceFile} source
 * @param {ts.TypeChecker} checker
 */
function readExports(source, checker) {
  const all = checker.getExportsOfModule(/** @type {ts.Symbol} */ (checker.getSymbolAtLocation(source)));
  /** @type {{ symbol: ts.Symbol, heading: string }[]} */
  const found = [];
  let heading = '';
  for (const statement of source.statements) {
    heading = headingBefore(statement, source) ?? heading;
    const listed = namesOf(statement, source, checker);
    found.push(...all.filter((symbol) => listed.includes(symbol.name)).map((symbol) => ({ symbol, heading })));
  }
  return found;
}

/**
 * `// Schemas` above a statement; sentences are no headings.
 *
 * @param {ts.Statement} statement
 * @param {ts.SourceFile} source
 */
function headingBefore(statement, source) {
  const comments = ts.getLeadingCommentRanges(source.text, statement.pos) ?? [];
  const last = comments.at(-1);
  if (last === undefined || !source.fileName.endsWith('index.ts')) return undefined;
  const text = source.text.slice(last.pos, last.end).replace(/^\/\/ /, '');
  return text.endsWith('.') ? undefined : text;
}

/**
 * @param {ts.Statement} statement
 * @param {ts.SourceFile} source
 * @param {ts.TypeChecker} checker
 * @returns {readonly string[]}
 */
function namesOf(statement, source, checker) {
  if (ts.isExportDeclaration(statement)) {
    if (statement.exportClause !== undefined)
      return ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements.map(({ name }) => name.text) : [];
    const module = checker.getSymbolAtLocation(/** @type {ts.Expression} */ (statement.moduleSpecifier));
    // TypeBox has documentation of its own, and each of our packages has a list of its own.
    const isOfOthers = /typebox|@typhoon\//.test(statement.moduleSpecifier?.getText(source) ?? '');
    return module === undefined || isOfOthers ? [] : checker.getExportsOfModule(module).map(({ name }) => name);
  }
  const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (isExported !== true) return [];
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText(source));
  return 'name' in statement && statement.name !== undefined ? [/** @type {ts.Identifier} */ (statement.name).text] : [];
}

/**
 * @param {ts.Symbol} exported
 * @param {string} group
 * @param {ts.TypeChecker} checker
 * @returns {PublicName | undefined}
 */
function describe(exported, group, checker) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const declarations = symbol.declarations ?? [];
  const [first] = declarations;
  if (first === undefined) return undefined;
  const source = first.getSourceFile();
  const { text, tags } = readDocstring(declarations);
  return {
    name: exported.name,
    group,
    kind: kindOf(first),
    place: `${relative('.', source.fileName)}:${source.getLineAndCharacterOfPosition(first.getStart()).line + 1}`,
    summary: summaryOf(text),
    text,
    tags,
    declarations: declarationTexts(declarations),
    members: membersOf(symbol, first, checker),
  };
}

const TAG = /(?:^|(?<=\s))@(param|throws|see|example|returns)(?=\s)/;

/** @param {readonly ts.Declaration[]} declarations */
function readDocstring(declarations) {
  const [comment] = declarations.flatMap((node) => ts.getJSDocCommentsAndTags(node)).filter(ts.isJSDoc);
  return readComment(comment?.getText() ?? '');
}

/**
 * A docstring. Read by hand: the compiler takes the decorator of an `@example @Get('/')` for a tag of its own.
 * `line` of a tag is how many lines of the docstring stand before its text.
 *
 * @param {string} comment From its first star to its last.
 */
export function readComment(comment) {
  const plain = comment.replaceAll(/^\/\*\*[^\S\n]?|\s*\*\/$/g, '').replaceAll(/^[^\S\n]*\* ?/gm, '');
  const [text = '', ...rest] = plain.split(TAG);
  /** @type {{ tag: string, text: string, line: number }[]} */
  const tags = [];
  let before = text;
  for (let index = 0; index < rest.length; index += 2) {
    const [tag = '', body = ''] = rest.slice(index);
    before += `@${tag}`;
    tags.push({ tag, text: body.trim(), line: `${before}${/^\s*/.exec(body)?.[0] ?? ''}`.split('\n').length - 1 });
    before += body;
  }
  return { text: text.trim(), tags };
}

/** @param {string} text */
function summaryOf(text) {
  const [line = ''] = text.split('\n\n');
  return (/^[^]*?[.:](?=\s|$)/.exec(line)?.[0] ?? line).replaceAll('\n', ' ').replace(/:$/, '.');
}

/** @param {ts.Node} node */
function kindOf(node) {
  if (ts.isFunctionDeclaration(node) || arrowOf(node)) return 'function';
  if (ts.isClassDeclaration(node)) return 'class';
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return 'type';
  return 'constant';
}

/**
 * The function of `const name = (…) => …`, which is shown as one.
 *
 * @param {ts.Node} node
 */
function arrowOf(node) {
  return ts.isVariableDeclaration(node) && node.type === undefined && node.initializer && ts.isArrowFunction(node.initializer) ? node.initializer : undefined;
}

/**
 * @param {readonly ts.Declaration[]} declarations
 * @returns {readonly string[]}
 */
function declarationTexts(declarations) {
  const functions = declarations.filter(ts.isFunctionDeclaration);
  const overloads = functions.filter(({ body }) => body === undefined);
  const shown = overloads.length > 0 ? overloads : declarations;
  return shown.flatMap((node) => {
    const text = declarationText(node);
    return text === undefined ? [] : [text.replace(/^export /, '').trim()];
  });
}

/** @param {ts.Declaration} node */
function declarationText(node) {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  if (ts.isFunctionDeclaration(node)) return `${source.text.slice(start, node.body?.pos ?? node.end).replace(/;$/, '')};`;
  if (ts.isTypeAliasDeclaration(node)) return withoutComments(node.getText(source));
  if (ts.isClassDeclaration(node)) return `${source.text.slice(start, node.members.pos)}}`;
  if (ts.isInterfaceDeclaration(node)) {
    const isCallable = node.members.some((member) => ts.isCallSignatureDeclaration(member) || ts.isConstructSignatureDeclaration(member));
    return isCallable ? withoutComments(node.getText(source)) : `${source.text.slice(start, node.members.pos)}}`;
  }
  const arrow = arrowOf(node);
  if (ts.isVariableDeclaration(node) && arrow) {
    return `function ${node.name.getText(source)}${source.text.slice(arrow.getStart(source), arrow.equalsGreaterThanToken.pos)};`;
  }
  if (ts.isVariableDeclaration(node)) return `const ${node.name.getText(source)}${node.type === undefined ? '' : `: ${node.type.getText(source)}`};`;
  return undefined;
}

/** @param {string} text */
function withoutComments(text) {
  return text.replaceAll(/\s*\/\*\*[^]*?\*\//g, '');
}

/**
 * Members of classes and interfaces with what is inherited from others of ours.
 *
 * @param {ts.Symbol} symbol
 * @param {ts.Declaration} declaration
 * @param {ts.TypeChecker} checker
 */
function membersOf(symbol, declaration, checker) {
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassDeclaration(declaration)) return [];
  const statics = ts.isClassDeclaration(declaration) ? checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol)) : [];
  const own = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
  const constructors = ts.isClassDeclaration(declaration) ? declaration.members.filter(ts.isConstructorDeclaration).slice(0, 1) : [];
  return [...constructors, ...[...statics, ...own].map((member) => member.declarations?.[0])].flatMap((first) => {
    if (first === undefined || !isPublicMember(first)) return [];
    const { text, tags } = readDocstring([first]);
    return [{ declaration: memberText(first), text, examples: examplesIn(tags) }];
  });
}

/** @param {readonly { tag: string, text: string }[]} tags */
export function examplesIn(tags) {
  return tags.filter(({ tag }) => tag === 'example').map(({ text }) => text);
}

/** @param {ts.Declaration} node */
function isPublicMember(node) {
  const { fileName } = node.getSourceFile();
  const isOurs = fileName.includes('/packages/') || fileName.startsWith('packages/');
  if (!isOurs || fileName.includes('/node_modules/')) return false;
  if (ts.isConstructorDeclaration(node)) return true;
  const hidden = ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
  const name = /** @type {{ name?: ts.Node }} */ (node).name;
  return hidden === 0 && name !== undefined && !ts.isPrivateIdentifier(name) && !ts.isComputedPropertyName(name);
}

/** @param {ts.Declaration} node */
function memberText(node) {
  const source = node.getSourceFile();
  const body = /** @type {{ body?: ts.Node }} */ (node).body;
  const initializer = /** @type {{ initializer?: ts.Node, type?: ts.Node }} */ (node);
  const end = body?.pos ?? (initializer.initializer === undefined ? node.end : (initializer.type?.end ?? initializer.initializer.pos - 2));
  return withoutComments(source.text.slice(node.getStart(source), end))
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:readonly |async |override )+/, '')
    .replace(/^static readonly /, 'static ')
    .replace(/[;,]$/, '')
    .trim();
}
