import { examplesIn } from './public-names.js';

/** How a tag of a docstring begins on the page. */
const TAGS = new Map([
  ['param', 'Parameter'],
  ['throws', 'Throws'],
  ['see', 'See'],
]);

/**
 * One name of the reference.
 *
 * @param {import('./public-names.js').PublicName} name
 */
export function toMarkdown({ name, text, tags, declarations, members }) {
  return [
    `## \`${name}\``,
    toProse(text),
    toCode(declarations.join('\n')),
    members.map(toMember).join('\n'),
    tags
      .filter(({ tag }) => TAGS.has(tag))
      .map(toTag)
      .join('\n'),
    toExamples(examplesIn(tags)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** @param {import('./public-names.js').PublicName['members'][number]} member */
function toMember({ declaration, text, examples }) {
  const about = [toProse(text), toExamples(examples)].filter((part) => part !== '').join('\n\n');
  return `- \`${declaration}\`${about === '' ? '' : `  \n  ${about.replaceAll('\n', '\n  ')}`}`;
}

/**
 * What is no TypeScript brings its own fence.
 *
 * @param {readonly string[]} examples
 */
function toExamples(examples) {
  const fenced = examples.filter((text) => text.startsWith('```'));
  return [toCode(examples.filter((text) => !fenced.includes(text)).join('\n')), ...fenced].filter((part) => part !== '').join('\n\n');
}

/** @param {{ tag: string, text: string }} tag */
function toTag({ tag, text }) {
  const [first = '', ...rest] = text.split(' ');
  return `- ${TAGS.get(tag)}${tag === 'param' ? ` \`${first}\`: ${toProse(rest.join(' '))}` : `: ${toProse(text)}`}`;
}

/**
 * Generics in a sentence are no HTML.
 *
 * @param {string} text
 */
function toProse(text) {
  return text.replaceAll(/(`[^`]*`)|</g, (_all, code) => code ?? '&lt;');
}

/** @param {string} code */
function toCode(code) {
  return code === '' ? '' : `\`\`\`ts\n${code}\n\`\`\``;
}
