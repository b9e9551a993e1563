import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { withoutCode } from './pages.js';

const LINK = /\[(?:[^\]]|\[[^\]]*\])*\]\(([^)\s]+)\)/g;

/**
 * Links to other files of the repository, and to headings in them.
 *
 * @param {import('./pages.js').Page} page
 * @returns {string[]}
 */
export function findLinkProblems({ path, text }) {
  const prose = withoutCode(text);
  return [...prose.matchAll(LINK)].flatMap((match) => {
    const target = match[1] ?? '';
    if (/^[a-z]+:/i.test(target)) return [];
    const line = prose.slice(0, match.index).split('\n').length;
    const problem = findTargetProblem(path, target);
    return problem === undefined ? [] : [`${path}:${line}: ${problem}`];
  });
}

/**
 * @param {string} from
 * @param {string} target
 */
function findTargetProblem(from, target) {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : normalize(join(dirname(from), file));
  if (!existsSync(path)) return `the link '${target}' leads to no file.`;
  if (anchor === undefined) return undefined;
  if (statSync(path).isDirectory() || !path.endsWith('.md')) return `the link '${target}' names a heading of what is no page.`;
  return anchorsOf(readFileSync(path, 'utf8')).has(anchor) ? undefined : `the link '${target}' leads to no heading.`;
}

/**
 * The anchors of a page's headings, as GitHub makes them.
 *
 * @param {string} text
 */
function anchorsOf(text) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const headings = [...text.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => toAnchor(heading));
  return new Set(
    headings.map((anchor) => {
      const count = counts.get(anchor) ?? 0;
      counts.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    }),
  );
}

/** @param {string} heading */
function toAnchor(heading) {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
