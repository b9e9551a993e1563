// Writes what the pages under docs/ take from elsewhere: the code between fences that name a file, and the reference.
//
//   node scripts/docs.js           writes
//   node scripts/docs.js --check   writes nothing; fails, and says where, when something is stale or a link leads nowhere
import { writeFileSync } from 'node:fs';
import { findIncludeProblems, writeIncludes } from './docs/includes.js';
import { findLinkProblems } from './docs/links.js';
import { readPages } from './docs/pages.js';
import { createReference } from './docs/reference.js';

const isCheck = process.argv.includes('--check');

/** @type {string[]} */
const problems = [];
const written = await createReference();
const pages = readPages();

for (const { path, text } of [
  ...pages.filter(({ path }) => !written.has(path)).map(({ path, text }) => ({ path, text: writeIncludes(text) })),
  ...entriesOf(written),
]) {
  const before = pages.find((page) => page.path === path)?.text;
  if (before === text) continue;
  if (isCheck) problems.push(`${path}: is stale. Run npm run docs.`);
  else writeFileSync(path, text);
}
for (const page of readPages()) problems.push(...findIncludeProblems(page, written.has(page.path)), ...findLinkProblems(page));

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** @param {ReadonlyMap<string, string>} pages */
function entriesOf(pages) {
  return [...pages].map(([path, text]) => ({ path, text }));
}
