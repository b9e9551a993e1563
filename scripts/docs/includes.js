import { existsSync, readFileSync } from 'node:fs';
import { readBlocks, replaceBlocks } from './pages.js';

// A block says after its fence where it comes from: ```ts file=apps/examples/src/first-steps/app.ts#controller
// `#name` is what stands between `// #region name` and `// #endregion name`. Code of other frameworks says ```ts foreign.

const FILE = /(?:^| )file=([^\s#]+)(?:#([\w-]+))?/;
const REGION_LINE = /^[^\S\n]*\/\/ #(?:end)?region\b.*\n/gm;

/** The pages that show code of other frameworks. What of our own is called foreign elsewhere, nothing would run. */
const FOREIGN = /^docs\/guide\/coming-from\//;

/** Code in these languages must come from a file. */
const CODE = new Set(['ts', 'tsx', 'js', 'typescript', 'javascript']);

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
  if (!path.startsWith('docs/') || isGenerated) return [];
  return readBlocks(text).flatMap(({ language, info, line }) => {
    const place = `${path}:${line}`;
    const [, file, region] = FILE.exec(info) ?? [];
    if (file === undefined) {
      return CODE.has(language) && !(info === 'foreign' && FOREIGN.test(path))
        ? [`${place}: code that no file holds. Move it to apps/examples, and say file=… after the fence.`]
        : [];
    }
    if (!existsSync(file)) return [`${place}: there is no ${file}.`];
    if (readPart(file, region) === undefined) return [`${place}: ${file} has no '// #region ${region}' with its '// #endregion ${region}'.`];
    return findTestProblem(file).map((problem) => `${place}: ${problem}`);
  });
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

/**
 * An example without a test of its own, or of the application that it is part of, is a claim.
 *
 * @param {string} file
 */
function findTestProblem(file) {
  const [, name = '', topic = ''] = /^apps\/examples\/src\/(([\w-]+)\/.+)\.ts$/.exec(file) ?? [];
  if (name === '') return [];
  const tests = [`apps/examples/test/${name}.ts`, `apps/examples/test/${topic}/app.ts`];
  return tests.some((test) => existsSync(test)) ? [] : [`${file} has no test: ${tests[0]}.`];
}
