import { existsSync, readFileSync } from 'node:fs';
import { readBlocks, replaceBlocks } from './pages.js';

// A block says after its fence where it comes from: ```ts file=apps/examples/src/first-steps/app.ts#controller
// `#name` is what stands between `// #region name` and `// #endregion name`. The code of other frameworks on the pages "Coming from" does so, too.

const FILE = /(?:^| )file=([^\s#]+)(?:#([\w-]+))?/;
const REGION_LINE = /^[^\S\n]*\/\/ #(?:end)?region\b.*\n/gm;

/** Blocks of commands come from no file: `commands.js` looks at their lines. */
const COMMANDS = 'sh';

/** What may stand on a page without a file: its page, its first line, and why nothing checks it. */
const EXCEPTIONS = [
  {
    page: 'CONTRIBUTING.md',
    begins: 'packages/    what is published;',
    reason: 'a map of folders with a word on each: test/docs.ts compares it with the folders',
  },
  {
    page: 'docs/reference/errors.md',
    begins: '',
    reason: 'messages that tests of the packages expect word by word: test/docs.ts looks for each of them there',
  },
];

/**
 * The page with every included block as its file is now. Blocks whose file is missing stay; `findIncludeProblems` tells.
 *
 * @param {string} text
 */
export function writeIncludes(text) {
  return replaceBlocks(text, ({ info, body }) => {
    const [, path, region] = FILE.exec(info) ?? [];
    return path === undefined || !existsSync(path) ? body : (readPart(path, region) ?? body);
  });
}

/**
 * @param {import('./pages.js').Page} page
 * @param {boolean} isGenerated The reference shows declarations, which come from the sources already.
 * @returns {string[]}
 */
export function findIncludeProblems({ path, text }, isGenerated) {
  if (isGenerated) return [];
  return readBlocks(text).flatMap(({ language, info, body, line }) => {
    const place = `${path}:${line}`;
    const [, file, region] = FILE.exec(info) ?? [];
    if (file === undefined) {
      return (language === COMMANDS && info === '') || isException(path, body)
        ? []
        : [`${place}: a block that no file holds. Move it to where a test runs or makes it, and say file=… after the fence.`];
    }
    if (!existsSync(file)) return [`${place}: there is no ${file}.`];
    if (readPart(file, region) === undefined) return [`${place}: ${file} has no '// #region ${region}' with its '// #endregion ${region}'.`];
    return findTestProblem(file).map((problem) => `${place}: ${problem}`);
  });
}

/**
 * @param {string} path
 * @param {string} body
 */
function isException(path, body) {
  return EXCEPTIONS.some(({ page, begins }) => page === path && body.startsWith(begins));
}

/**
 * A file, or one region of it, without the lines that mark regions and without the indentation that all lines share.
 *
 * @param {string} path
 * @param {string} [region]
 */
function readPart(path, region) {
  const text = readFileSync(path, 'utf8');
  const part = region === undefined ? text : new RegExp(`// #region ${region}\\n([^]*?)^[^\\S\\n]*// #endregion ${region}\\n`, 'm').exec(text)?.[1];
  if (part === undefined) return undefined;
  const lines = part.replaceAll(REGION_LINE, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** Folders whose files a page may show, and what runs or makes them. The applications have tests of their own. */
const SHOWN = [
  { folder: /^apps\/(?:shop|scaling)\//, test: () => [] },
  // Each is made by `isShown` and its like, in the test that names it.
  { folder: /^apps\/examples\/answers\//, test: () => ['apps/examples/test/fixtures/shown.ts'] },
  { folder: /^apps\/examples\/refused\//, test: () => ['apps/examples/test/refused.ts'] },
  { folder: /^apps\/examples\/starter\//, test: () => ['apps/examples/test/starter.ts'] },
  { folder: /^apps\/examples\/test\/(?!fixtures\/)/, test: (/** @type {string} */ file) => [file] },
  { folder: /^apps\/examples\/test\/fixtures\/foreign\//, test: (/** @type {string} */ file) => [`apps/examples/test/coming-from/${foreignName(file)}.ts`] },
  { folder: /^test\/fixtures\/(?:readme|items-app)\//, test: () => ['test/readme.ts'] },
];

/**
 * An example without a test of its own, or of the application that it is part of, is a claim.
 *
 * @param {string} file
 */
function findTestProblem(file) {
  const [, name = '', topic = ''] = /^apps\/examples\/src\/(([\w-]+)\/[^.]+)\.\w+$/.exec(file) ?? [];
  const tests =
    name === '' ? SHOWN.find(({ folder }) => folder.test(file))?.test(file) : [`apps/examples/test/${name}.ts`, `apps/examples/test/${topic}/app.ts`];
  if (tests === undefined) return [`${file} is in no folder whose files are run: scripts/docs/includes.js lists them.`];
  return tests.length === 0 || tests.some((test) => existsSync(test)) ? [] : [`${file} has no test: ${tests[0]}.`];
}

/** 'apps/examples/test/fixtures/foreign/fastapi_items.py' → 'fastapi' @param {string} file */
function foreignName(file) {
  return /([a-z]+)[^/]*$/.exec(file)?.[1] ?? '';
}
