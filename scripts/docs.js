// Writes what the pages under docs/ take from elsewhere: the code between fences that name a file, and the reference.
//
//   node scripts/docs.js           writes
//   node scripts/docs.js --check   writes nothing; fails, and says where, when something is stale or a link leads nowhere
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findCommandProblems } from './docs/commands.js';
import { findIncludeProblems, writeIncludes } from './docs/includes.js';
import { findLinkProblems } from './docs/links.js';
import { readPages } from './docs/pages.js';
import { createReference } from './docs/reference.js';

const isCheck = process.argv.includes('--check');

const { pages: written, problems } = await createReference();
const pages = readPages();

for (const { path, text } of [
  ...pages.filter(({ path }) => !written.has(path)).map(({ path, text }) => ({ path, text: writeIncludes(text) })),
  ...entriesOf(written),
]) {
  const before = pages.find((page) => page.path === path)?.text;
  if (before === text) continue;
  if (isCheck) problems.push(`${path}: is stale. Run npm run docs.`);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
for (const page of readPages()) {
  problems.push(...findIncludeProblems(page, written.has(page.path)), ...findLinkProblems(page), ...findCommandProblems(page));
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** @param {ReadonlyMap<string, string>} pages */
function entriesOf(pages) {
  return [...pages].map(([path, text]) => ({ path, text }));
}
