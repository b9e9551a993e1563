import { stringify } from 'yaml';

/** How a document is written. */
export type DocumentFormat = 'json' | 'yaml';

/** A document as text, with a line break at its end. */
export function toDocumentText(document: object, format: DocumentFormat): string {
  if (format === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  return stringify(JSON.parse(JSON.stringify(document)), { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** What is asked for, else what the file's name says, else JSON. */
export function formatOf(asked: DocumentFormat | undefined, file: string | undefined): DocumentFormat {
  return asked ?? (file !== undefined && /\.ya?ml$/i.test(file) ? 'yaml' : 'json');
}
