/** Doc comments. */
import { hardLine } from './layout.js';
import type { Layout } from './layout.js';

/** A comment of paragraphs with the line's end after it; nothing where there is nothing to say. */
export function toComment(paragraphs: readonly string[]): Layout {
  const lines = paragraphs
    .map(toLines)
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : ['', ...part]));
  const [first, ...others] = lines;
  if (first === undefined) return [];
  if (others.length === 0) return [`/** ${first} */`, hardLine];
  return ['/**', lines.map((text) => [hardLine, text === '' ? ' *' : ` * ${text}`]), hardLine, ' */', hardLine];
}

/** One line of text for a comment that ends with its line. */
export function toLine(text: string): string {
  return clean(text).replaceAll(/\s+/g, ' ').trim();
}

function toLines(text: string): string[] {
  const lines = clean(text)
    .split('\n')
    .map((part) => part.trimEnd());
  while (lines.length > 0 && lines[0]?.trim() === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** Nothing may end the comment, hide in it, or turn its direction. */
function clean(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll('\t', '  ')
    .replaceAll(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, '')
    .replaceAll('*/', '*\\/')
    .replaceAll('/*', '/\\*');
}
