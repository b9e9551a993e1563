import { readFileSync, readdirSync } from 'node:fs';

/** @typedef {{ readonly path: string, readonly text: string }} Page */

/**
 * Every page that is checked: the guide, the reference and the decisions, the files that stand at the root, and those of the packages.
 *
 * @returns {Page[]}
 */
export function readPages() {
  const inDocs = readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`);
  const atRoot = readdirSync('.').filter((path) => path.endsWith('.md'));
  const ofPackages = readdirSync('packages').map((name) => `packages/${name}/README.md`);
  return [...atRoot, ...inDocs, ...ofPackages].sort().map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/**
 * A fenced block: what stands after the fence, and what stands between.
 *
 * @typedef {{ readonly language: string, readonly info: string, readonly body: string, readonly line: number }} Block
 */

const FENCED = /^```(\w*)([^\n]*)\n([^]*?)^```$/gm;

/**
 * @param {string} text
 * @returns {Block[]}
 */
export function readBlocks(text) {
  return [...text.matchAll(FENCED)].map(([, language = '', info = '', body = ''], index, all) => ({
    language,
    info: info.trim(),
    body,
    line: text.slice(0, /** @type {RegExpExecArray[]} */ (all)[index]?.index).split('\n').length,
  }));
}

/**
 * Replaces what stands between fences.
 *
 * @param {string} text
 * @param {(block: { language: string, info: string, body: string }) => string} write
 */
export function replaceBlocks(text, write) {
  return text.replaceAll(FENCED, (_all, language, info, body) => `\`\`\`${language}${info}\n${write({ language, info: info.trim(), body })}\`\`\``);
}

/**
 * The page without its blocks and inline code, where nothing that looks like a link or a heading is one.
 *
 * @param {string} text
 */
export function withoutCode(text) {
  return text.replaceAll(FENCED, (block) => block.replaceAll(/[^\n]/g, '')).replaceAll(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));
}
